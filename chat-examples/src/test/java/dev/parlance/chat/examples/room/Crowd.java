package dev.parlance.chat.examples.room;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Many members of a {@code line} room on plain sockets, all served by the thread that calls. */
final class Crowd implements AutoCloseable {

  /**
   * A thousand members with all that the system would let each have exhaust what it has for all.
   */
  private static final int RECEIVE_BUFFER = 256 << 10;

  private final Supplier<?> diagnosis;
  private final Selector selector;
  private final List<Member> members = new ArrayList<>();
  private final ByteBuffer input = ByteBuffer.allocateDirect(256 << 10);

  /** Serves members; {@code diagnosis} says more when something does not happen. */
  Crowd(Supplier<?> diagnosis) throws IOException {
    this.diagnosis = diagnosis;
    selector = Selector.open();
  }

  /** Connects a member and sends its name. */
  Member join(InetSocketAddress server, String name) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    channel.connect(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.write(ByteBuffer.wrap((name + "\n").getBytes(US_ASCII)));
    channel.configureBlocking(false);
    Member member = new Member(name, channel, selector);
    members.add(member);
    return member;
  }

  /** Connects a member that never reads, its receive buffer as small as can be. */
  SocketChannel joinDeaf(InetSocketAddress server, String name) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 1024);
    channel.connect(server);
    channel.write(ByteBuffer.wrap((name + "\n").getBytes(US_ASCII)));
    return channel;
  }

  List<Member> members() {
    return members;
  }

  /** Serves everybody until the condition holds, or fails after two minutes without it. */
  void serveUntil(BooleanSupplier condition, String what) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within two minutes: " + what + "; " + diagnosis.get() + "; " + members);
      }
      selector.select(this::serve, 100);
    }
  }

  /** Serves everybody on a thread of its own until the condition holds. */
  Future<?> serveElsewhere(BooleanSupplier condition, String what) {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      return executor.submit(
          () -> {
            serveUntil(condition, what);
            return null;
          });
    } finally {
      executor.shutdown();
    }
  }

  private void serve(SelectionKey key) {
    Member member = (Member) key.attachment();
    try {
      if (key.isReadable()) {
        input.clear();
        member.read(input);
      }
      if (key.isValid() && key.isWritable()) {
        member.write();
      }
    } catch (IOException gone) {
      member.gone();
    }
  }

  @Override
  public void close() throws IOException {
    for (Member member : members) {
      member.gone();
    }
    selector.close();
  }
}
