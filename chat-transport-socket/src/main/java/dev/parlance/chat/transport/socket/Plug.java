package dev.parlance.chat.transport.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A link's end of the network. Reads and writes block; one thread at a time does each. */
interface Plug {

  /** {@return the address of the other end} */
  InetSocketAddress remote();

  /** {@return the address of this end} */
  InetSocketAddress local();

  /**
   * {@return what arrived, in a buffer that is used again by the next call, or null at the end of
   * the input}
   */
  @Nullable ByteBuffer read() throws IOException;

  /** Writes all that is in {@code slot}, as one message where there are such. */
  void write(Slot slot) throws IOException;

  /** Says that no more will be written. {@return whether more may be read} */
  boolean endOutput() throws IOException;

  /** Closes in good order what ended in good order. */
  void close();

  /** Ends it all at once, from any thread: nothing blocks, and what is blocked fails. */
  void reset();

  /** {@return a slot to write through, to be given back} */
  Slot borrow();

  /** Takes back what was borrowed. */
  void giveBack(Slot slot);
}
