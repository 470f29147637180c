package dev.parlance.chat.examples.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a {@code line} room on a plain socket, that keeps every line it is shown. A talker
 * says {@code name:0}, {@code name:1} and so on, as fast as it is read.
 */
final class Voice {

  /** Lines that a talker hands over at once. */
  private static final int AT_ONCE = 20;

  private final String name;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final List<String> lines = new ArrayList<>();
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private boolean talking;
  private int said;
  private boolean ended;
  private @Nullable IOException broken;

  Voice(String name, InetSocketAddress server, Selector selector) throws IOException {
    this.name = name;
    channel = SocketChannel.open(server);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  String name() {
    return name;
  }

  /** What it was shown, each line without its end. */
  List<String> lines() {
    return lines;
  }

  boolean hasHeard(String line) {
    return lines.contains(line);
  }

  /** Whether the server ended the connection, in whatever order. */
  boolean isOver() {
    return ended || broken != null;
  }

  /** What broke the connection, if anything did. */
  @Nullable IOException broken() {
    return broken;
  }

  void says(String line) {
    unsent = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  /** Says the next so many lines, each with {@code padding} at its end, and then falls silent. */
  void says(int count, String padding) {
    unsent = next(count, padding);
    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  private ByteBuffer next(int count, String padding) {
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < count; i++) {
      more.append(name).append(':').append(said++).append(padding).append('\n');
    }
    return ByteBuffer.wrap(more.toString().getBytes(UTF_8));
  }

  void talks() {
    talking = true;
    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  void stopsTalking() {
    talking = false;
  }

  /** Whether it stopped talking, and all that it said is on the way. */
  boolean isSilent() {
    return !talking && !unsent.hasRemaining();
  }

  /** How many lines it has begun to hand over. */
  int said() {
    return said;
  }

  /** Reads and writes what can be. */
  void serve(ByteBuffer input) {
    try {
      if (key.isReadable()) {
        read(input);
      }
      if (key.isValid() && key.isWritable()) {
        write();
      }
    } catch (IOException failure) {
      broken = failure;
      leave();
    }
  }

  private void write() {
    if (!unsent.hasRemaining() && talking) {
      unsent = next(AT_ONCE, "");
    }
    try {
      channel.write(unsent);
    } catch (IOException gone) {
      stopsTalking(); // and yet there may be more to read
      unsent = ByteBuffer.allocate(0);
    }
    if (!unsent.hasRemaining() && !talking) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void read(ByteBuffer input) throws IOException {
    int count = channel.read(input.clear());
    if (count < 0) {
      ended = true;
      leave();
      return;
    }
    for (input.flip(); input.hasRemaining(); ) {
      byte b = input.get();
      if (b == '\n') {
        lines.add(unfinished.toString(UTF_8));
        unfinished.reset();
      } else {
        unfinished.write(b);
      }
    }
  }

  void leave() {
    try {
      key.cancel();
      channel.close();
    } catch (IOException failure) {
      broken = failure;
    }
  }

  @Override
  public String toString() {
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    return name + " " + lines.size() + " lines, last: " + last + (ended ? ", ended" : "") + broken;
  }
}
