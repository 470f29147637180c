package dev.parlance.chat.testkit.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one member of a room was shown, from its joining to its end, and how many lines it sent.
 * Made by {@link Chronicle#member}. All methods are safe from any thread; what is seen has to be
 * told in order.
 */
public final class History {

  /** How a history comes to its end. */
  enum End {
    /** It has not ended: the member is there, and was shown everything up to now. */
    OPEN,
    /** The stream ended in good order: the member was shown everything up to its leaving. */
    COMPLETE,
    /** The stream broke: the member was shown a part from the beginning, and maybe not all. */
    CUT
  }

  private final Book book;
  private final String name;
  private final Runs shown = new Runs();
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private @Nullable Event welcome;
  private long sent;
  private End end = End.OPEN;

  History(Book book, String name) {
    this.book = book;
    this.name = name;
  }

  /** {@return the member's name} */
  public String name() {
    return name;
  }

  /**
   * Counts one more line as sent.
   *
   * @return the text that the member has to say now, {@code name:0} the first time
   */
  public synchronized String say() {
    return name + ":" + sent++;
  }

  /**
   * Notes what was received, in any pieces, line feeds included.
   *
   * @throws IllegalStateException if the history has ended
   */
  public synchronized void saw(byte[] bytes, int from, int to) {
    if (end != End.OPEN) {
      throw new IllegalStateException(name + " received something after its end");
    }
    int start = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        finish(bytes, start, i);
        start = i + 1;
      }
    }
    unfinished.write(bytes, start, to - start);
    notifyAll();
  }

  /** Notes what was received; leaves the buffer as it is. */
  public void saw(ByteBuffer received) {
    byte[] bytes = new byte[received.remaining()];
    received.duplicate().get(bytes);
    saw(bytes, 0, bytes.length);
  }

  /** Notes that one line was received, its ending not included. */
  public void saw(String line) {
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    saw(bytes, 0, bytes.length);
  }

  private void finish(byte[] bytes, int from, int to) {
    if (unfinished.size() == 0) {
      line(bytes, from, to);
    } else {
      unfinished.write(bytes, from, to - from);
      byte[] whole = unfinished.toByteArray();
      unfinished.reset();
      line(whole, 0, whole.length);
    }
  }

  private void line(byte[] bytes, int from, int to) {
    int until = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    if (welcome == null) {
      welcome = book.reading().welcome(new String(bytes, from, until - from, UTF_8), name);
    } else if (book.holds(shown.next(), bytes, from, until)) {
      shown.add(shown.next());
    } else {
      int number = book.number(bytes, from, until);
      if (number != Book.NOTHING) {
        shown.add(number);
      }
    }
  }

  /** Notes that the stream ended in good order. */
  public synchronized void ended() {
    if (end == End.OPEN) {
      end = End.COMPLETE;
      notifyAll();
    }
  }

  /** Notes that the stream broke, or that nobody reads it any more. */
  public synchronized void cut() {
    if (end == End.OPEN) {
      end = End.CUT;
      notifyAll();
    }
  }

  /**
   * Waits until the member is welcome.
   *
   * @throws AssertionError if it is not in time, or the history ends before
   */
  public void awaitWelcome(Duration atMost) {
    await("a welcome", atMost, () -> welcome != null);
  }

  /**
   * Waits until the member has been shown a line, now or before.
   *
   * @param line without its ending
   * @throws AssertionError if it is not in time, or the history ends before
   */
  public void awaitLine(String line, Duration atMost) {
    await("<" + line + ">", atMost, () -> shown.contains(book.find(line)));
  }

  /** {@return how many events the member was shown since its welcome} */
  public synchronized int size() {
    return shown.size();
  }

  private synchronized void await(String what, Duration atMost, BooleanSupplier fact) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!fact.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0 || end != End.OPEN) {
        throw new AssertionError(name + " waited in vain for " + what + "; " + this);
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(name + " was interrupted", interrupted);
      }
    }
  }

  /** {@return what was noted up to now, for a check; null if the member has not been welcome} */
  synchronized @Nullable Seat seat() {
    Event joined = welcome;
    return joined == null
        ? null
        : new Seat(name, book, shown.copy(), joined, sent, end, unfinished.size());
  }

  /** {@return how much was shown, and how it ended} */
  @Override
  public synchronized String toString() {
    String last = shown.size() == 0 ? "" : ", the last one " + book.event(shown.next() - 1);
    return name + " was shown " + shown.size() + " events" + last + " (" + end + ")";
  }
}
