package dev.parlance.chat.benchmarks.micro;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A room full of members who take what they are owed when they are told to, and never else. */
public final class StillRoom implements AutoCloseable {

  /** So much that nobody is ever behind for what a benchmark publishes at once. */
  private static final int WINDOW = 64 << 20;

  private static final long LOOK_NANOS = 100_000;

  private final StillTransport transport = new StillTransport();
  private final List<Caller> members = new ArrayList<>();
  private final Nowhere nowhere = new Nowhere();
  private final ByteBuffer line;
  private final ChatServer server;

  /** A room of so many members, of which one talks: 64 bytes at a time. */
  public StillRoom(int size) throws IOException {
    Limits limits = Limits.defaults().withWindow(WINDOW).withAnnounceUpTo(0);
    server = ChatServer.builder().listen(transport, 0).limits(limits).start();
    for (int i = 0; i < size; i++) {
      members.add(transport.call("m" + i));
    }
    byte[] text = "x".repeat(64).concat("\n").getBytes(StandardCharsets.US_ASCII);
    line = ByteBuffer.allocateDirect(text.length).put(text).flip();
  }

  /** {@return what carries it, and counts} */
  public StillTransport transport() {
    return transport;
  }

  /** {@return the server, to announce something} */
  public ChatServer server() {
    return server;
  }

  /** {@return the member with this index; 0 talks} */
  public Caller member(int index) {
    return members.get(index);
  }

  /** One says something. */
  public void say() {
    members.get(0).say(line);
  }

  /** All take all that they are owed; returns when the room is ready for more. */
  public void drain() throws IOException {
    for (Caller member : members) {
      member.drain(nowhere);
    }
    while (!members.get(0).isWelcome()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** {@return how many bytes all members have taken} */
  public long taken() {
    return nowhere.bytes();
  }

  @Override
  public void close() {
    for (Caller member : members) {
      member.leave();
    }
    server.close();
  }
}
