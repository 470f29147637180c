package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.nio.channels.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must not fail, because nobody could do anything about it. */
final class Quietly {

  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  /**
   * Has this class loaded. It serves when descriptors have run out, and loading it may take one.
   */
  static void prepare() {
    log(() -> {});
  }

  /**
   * Has something logged, by {@code how}. A log may throw: without a free descriptor no class can
   * be loaded, which it may need; its disk may be full; and some failures fail again when they are
   * asked what they are. Rather say nothing then than lose a loop.
   */
  static void log(Runnable how) {
    try {
      how.run();
    } catch (RuntimeException | Error e) {
      // See above.
    }
  }

  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log(() -> LOG.debug("Closing a channel failed", e));
    }
  }
}
