package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.nio.channels.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For channels that are given up, whatever they have to say to that. */
final class Quietly {

  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("Closing a channel failed", e);
    }
  }
}
