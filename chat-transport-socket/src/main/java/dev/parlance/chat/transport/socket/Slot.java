package dev.parlance.chat.transport.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/**
 * What a peer writes into: it keeps the bytes of one write call until they are sent, after the peer
 * returned. One and no more, since each call may be a message which must reach the socket as a
 * write of its own; the peer is pulled again for the next.
 */
final class Slot implements GatheringByteChannel {

  private final byte[] array;
  private final ByteBuffer bytes;
  private final boolean whole;
  private boolean used;

  /**
   * @param whole whether a write is taken as a whole, as a datagram is, or as far as there is room
   */
  Slot(int size, boolean whole) {
    array = new byte[size];
    bytes = ByteBuffer.wrap(array);
    this.whole = whole;
  }

  void clear() {
    bytes.clear();
    used = false;
  }

  /** {@return whether something was written since the slot was cleared} */
  boolean used() {
    return used;
  }

  /** {@return what was written, from the start as far as {@link #size}} */
  byte[] array() {
    return array;
  }

  int size() {
    return bytes.position();
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return (int) write(new ByteBuffer[] {source}, 0, 1);
  }

  @Override
  public long write(ByteBuffer[] sources) throws IOException {
    return write(sources, 0, sources.length);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    if (used) {
      return 0;
    }
    if (whole) {
      requireRoom(sources, offset, length);
    }
    for (int i = offset; i < offset + length; i++) {
      take(sources[i]);
    }
    // An empty datagram is a datagram; nothing at all on a stream is nothing.
    used = whole || bytes.position() > 0;
    return bytes.position();
  }

  private void take(ByteBuffer source) {
    int count = Math.min(source.remaining(), bytes.remaining());
    bytes.put(bytes.position(), source, source.position(), count);
    bytes.position(bytes.position() + count);
    source.position(source.position() + count);
  }

  private void requireRoom(ByteBuffer[] sources, int offset, int length) throws IOException {
    long size = 0;
    for (int i = offset; i < offset + length; i++) {
      size += sources[i].remaining();
    }
    if (size > bytes.remaining()) {
      throw new IOException("a message of " + size + " bytes does not fit into a datagram");
    }
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** Does nothing: the link is not the peer's to close. */
  @Override
  public void close() {}
}
