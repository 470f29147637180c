package dev.parlance.chat.testkit.history;

import java.util.Arrays;

/** A sequence of numbers, of which most follow on the one before: it is kept as runs. */
final class Runs {

  private int[] starts = new int[4];
  private int[] lengths = new int[4];
  private int count;
  private int size;

  void add(int number) {
    if (count == 0 || number != next()) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
        lengths = Arrays.copyOf(lengths, 2 * count);
      }
      starts[count++] = number;
    }
    lengths[count - 1]++;
    size++;
  }

  /** {@return the number that would follow on the last one} */
  int next() {
    return count == 0 ? 0 : starts[count - 1] + lengths[count - 1];
  }

  int size() {
    return size;
  }

  boolean contains(int number) {
    for (int run = count - 1; run >= 0; run--) {
      if (number >= starts[run] && number - starts[run] < lengths[run]) {
        return true;
      }
    }
    return false;
  }

  int count() {
    return count;
  }

  int start(int run) {
    return starts[run];
  }

  int length(int run) {
    return lengths[run];
  }

  Runs copy() {
    Runs copy = new Runs();
    copy.starts = Arrays.copyOf(starts, Math.max(1, count));
    copy.lengths = Arrays.copyOf(lengths, Math.max(1, count));
    copy.count = count;
    copy.size = size;
    return copy;
  }
}
