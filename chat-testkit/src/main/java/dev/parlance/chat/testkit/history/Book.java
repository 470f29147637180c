package dev.parlance.chat.testkit.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every different line of one dialect that any member was shown, numbered in the order of first
 * sight. Members that are shown the same lines in the same order note consecutive numbers, and each
 * line is kept and read once, however many members there are.
 */
final class Book {

  /** No part of the room's sequence. */
  static final int NOTHING = -1;

  private final Reading reading;
  private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
  private volatile byte[] @Nullable [] lines = new byte[1024][];
  private @Nullable Event[] events = new Event[1024];
  private int size;

  Book(Reading reading) {
    this.reading = reading;
  }

  Reading reading() {
    return reading;
  }

  /**
   * {@return whether the line of that number is {@code bytes[from, to)}} Takes no lock: who does
   * not see the line yet says no, and asks for its number.
   */
  boolean holds(int number, byte[] bytes, int from, int to) {
    byte[][] known = lines;
    byte[] line = number < known.length ? known[number] : null;
    return line != null && Arrays.equals(line, 0, line.length, bytes, from, to);
  }

  /** {@return the number of a line, which it gets now if it is new; or {@link #NOTHING}} */
  synchronized int number(byte[] bytes, int from, int to) {
    byte[] line = Arrays.copyOfRange(bytes, from, to);
    Integer known = numbers.get(ByteBuffer.wrap(line));
    if (known != null) {
      return known;
    }
    Event event = reading.read(new String(line, UTF_8));
    if (event == null) {
      return NOTHING;
    }
    if (size == events.length) {
      events = Arrays.copyOf(events, 2 * size);
      lines = Arrays.copyOf(lines, 2 * size);
    }
    events[size] = event;
    lines[size] = line;
    numbers.put(ByteBuffer.wrap(line), size);
    return size++;
  }

  /** {@return the number of a line, or {@link #NOTHING} if nobody was shown it} */
  synchronized int find(String line) {
    return numbers.getOrDefault(ByteBuffer.wrap(line.getBytes(UTF_8)), NOTHING);
  }

  synchronized Event event(int number) {
    return Objects.requireNonNull(events[number]);
  }
}
