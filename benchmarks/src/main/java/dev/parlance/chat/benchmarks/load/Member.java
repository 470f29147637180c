package dev.parlance.chat.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One connection of the generator, and what it is to receive next. */
final class Member {

  private final int index;
  private final SocketChannel channel = SocketChannel.open();
  private final ByteChannel wire;
  private @Nullable ByteBuffer name;
  private final long[] expected;
  private final SelectionKey key;
  private @Nullable Talker talker;

  /** The start of a line whose rest has not come yet. */
  private byte[] rest = new byte[Payload.RECEIVED + 23];

  private int restSize;

  /** The number of members that it was told of last; 0 before it is welcome. */
  private int online;

  private boolean gone;

  /**
   * Connects, and gives the name as soon as that is done.
   *
   * @param security what secures the connection, or null if nothing does
   */
  Member(
      int index,
      int talkers,
      InetSocketAddress server,
      Selector selector,
      @Nullable Security security)
      throws IOException {
    this.index = index;
    this.expected = new long[talkers];
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    wire = security == null ? channel : security.over(channel);
    boolean connected = channel.connect(server);
    key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    if (connected) {
      introduce();
    }
  }

  int index() {
    return index;
  }

  /** {@return where lines are read and written, never blocking} */
  ByteChannel wire() {
    return wire;
  }

  @Nullable Talker talker() {
    return talker;
  }

  Talker talks(int owed) {
    talker = new Talker(this, owed);
    return talker;
  }

  int online() {
    return online;
  }

  void online(int count) {
    online = count;
  }

  boolean isGone() {
    return gone;
  }

  void wants(int operations) {
    if (key.interestOps() != operations) {
      key.interestOps(operations);
    }
  }

  long expected(int from) {
    return expected[from];
  }

  void expects(int from, long sequence) {
    expected[from] = sequence;
  }

  /** Finishes connecting, and says the name. */
  void introduce() throws IOException {
    channel.finishConnect();
    name = StandardCharsets.US_ASCII.encode(Payload.name(index) + "\n");
    sayName();
    wants(SelectionKey.OP_READ);
  }

  /** Says the name, if that could not be done yet, as a handshake went on. */
  void sayName() throws IOException {
    if (name != null) {
      wire.write(name);
      if (!name.hasRemaining()) {
        name = null;
      }
    }
  }

  /** Puts the start of an unfinished line in front of what is read next. */
  void restore(ByteBuffer buffer) {
    buffer.put(rest, 0, restSize);
    restSize = 0;
  }

  void keep(ByteBuffer buffer, int from, int to) {
    restSize = to - from;
    if (restSize > rest.length) {
      rest = Arrays.copyOf(rest, 2 * restSize);
    }
    buffer.get(from, rest, 0, restSize);
  }

  /** Ends the connection with a reset, so that the port is free at once. */
  void close() throws IOException {
    gone = true;
    if (channel.isConnected()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    channel.close();
  }
}
