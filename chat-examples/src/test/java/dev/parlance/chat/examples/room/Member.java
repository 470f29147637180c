package dev.parlance.chat.examples.room;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.zip.CRC32;

/**
 * A member that notes what it receives between the notices {@code go} and {@code end}: how much, a
 * check sum over it, and, if asked, all of it.
 */
final class Member {

  static final String GO = "* go\n";
  static final String END = "* end\n";

  private final String name;
  private final SocketChannel channel;
  private final CRC32 sum = new CRC32();
  private final StringBuilder before = new StringBuilder();
  private final byte[] tail = new byte[END.length()];
  private final SelectionKey key;
  private final ByteArrayOutputStream record = new ByteArrayOutputStream(0);
  private boolean recording;
  private boolean welcome;
  private boolean going;
  private boolean ended;
  private boolean gone;
  private long received;
  private ByteBuffer toSay = ByteBuffer.allocate(0);

  Member(String name, SocketChannel channel, Selector selector) throws IOException {
    this.name = name;
    this.channel = channel;
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  String name() {
    return name;
  }

  boolean isWelcome() {
    return welcome;
  }

  boolean hasEnded() {
    return ended;
  }

  boolean isGone() {
    return gone;
  }

  /** Keeps all that is received, for {@link #record}. */
  void keepRecord() {
    recording = true;
  }

  /** What was received between the notices, the last one included. */
  String record() {
    return record.toString(US_ASCII);
  }

  long received() {
    return received;
  }

  long sum() {
    return sum.getValue();
  }

  /** Begins to send {@code lines}. */
  void say(String lines) {
    toSay = ByteBuffer.wrap(lines.getBytes(US_ASCII));
    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  /** Whether all of that has been sent. */
  boolean hasSaid() {
    return !toSay.hasRemaining();
  }

  void write() throws IOException {
    channel.write(toSay);
    if (!toSay.hasRemaining()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  void read(ByteBuffer input) throws IOException {
    int count = channel.read(input);
    if (count < 0) {
      gone();
      return;
    }
    byte[] bytes = new byte[input.flip().remaining()];
    input.get(bytes);
    if (going) {
      note(bytes);
    } else {
      awaitGo(bytes);
    }
  }

  private void awaitGo(byte[] bytes) {
    before.append(new String(bytes, US_ASCII));
    welcome |= before.indexOf("* welcome ") >= 0;
    int go = before.indexOf(GO);
    if (go >= 0) {
      going = true;
      byte[] rest = before.substring(go + GO.length()).getBytes(US_ASCII);
      note(rest);
    } else if (welcome && before.length() > 100) {
      before.delete(0, before.length() - 10);
    }
  }

  private void note(byte[] bytes) {
    sum.update(bytes);
    received += bytes.length;
    if (recording) {
      record.writeBytes(bytes);
    }
    for (int i = Math.max(0, bytes.length - tail.length); i < bytes.length; i++) {
      System.arraycopy(tail, 1, tail, 0, tail.length - 1);
      tail[tail.length - 1] = bytes[i];
    }
    ended |= new String(tail, US_ASCII).equals(END);
  }

  void gone() {
    gone = true;
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name + " " + received + (ended ? " ended" : "") + (gone ? " gone" : "");
  }
}
