package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** What a selection key is attached to. All calls come on the loop's thread. */
interface Selected {

  /** The channel is ready for {@code operations}. */
  void ready(int operations);

  /** The channel is registered with another selector from now on. */
  void moved(SelectionKey key);

  /** The loop broke down. */
  void failed(IOException cause);
}
