package dev.parlance.chat.examples.life;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A member that keeps next to nothing: only whether the lines of a {@link Voice} come one after the
 * other.
 */
final class Guest {

  /** So small that little stays on the way to who does not read. */
  private static final int SMALL_BUFFER = 4096;

  private final SocketChannel channel = SocketChannel.open();
  private final SelectionKey key;
  private boolean welcome;
  private boolean gone;
  private boolean broken;
  private boolean inOrder = true;
  private long heard;
  private long next = -1;

  // Of the line that is being read: its first two bytes, colons so far, number after the second, up
  // to a space.
  private int at;
  private int start;
  private int colons;
  private boolean padded;
  private long number;

  Guest(String name, InetSocketAddress server, Selector selector, boolean small)
      throws IOException {
    if (small) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
    }
    channel.connect(server);
    channel.write(ByteBuffer.wrap((name + "\n").getBytes(US_ASCII)));
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  boolean isWelcome() {
    return welcome;
  }

  /** How many lines of the voice it was shown. */
  long heard() {
    return heard;
  }

  boolean isInOrder() {
    return inOrder && !broken;
  }

  boolean isGone() {
    return gone;
  }

  void looksAway() {
    key.interestOps(0);
  }

  void serve(ByteBuffer input) {
    try {
      int count = channel.read(input.clear());
      if (count < 0) {
        leave();
      }
      for (input.flip(); input.hasRemaining(); ) {
        take(input.get());
      }
    } catch (IOException reset) {
      broken = true;
      leave();
    }
  }

  private void leave() {
    gone = true;
    key.cancel();
    try {
      channel.close();
    } catch (IOException failure) {
      broken = true;
    }
  }

  private void take(byte b) {
    if (b == '\n') {
      finish();
      at = 0;
      start = 0;
      colons = 0;
      padded = false;
      number = 0;
    } else if (at++ < 3) {
      start = start << 8 | b;
    } else if (b == ':') {
      colons++;
    } else if (colons == 2 && b == ' ') {
      padded = true;
    } else if (colons == 2 && !padded) {
      number = 10 * number + b - '0';
    }
  }

  private void finish() {
    welcome |= start == ('*' << 16 | ' ' << 8 | 'w');
    if (colons == 2) {
      inOrder &= next < 0 || number == next;
      next = number + 1;
      heard++;
    }
  }
}
