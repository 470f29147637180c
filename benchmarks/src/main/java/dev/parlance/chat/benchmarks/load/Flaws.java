package dev.parlance.chat.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a server did wrong, counted; of the first of it, a sample. */
final class Flaws {

  private static final int SAMPLE = 120;

  private long skipped;
  private long repeated;
  private long corrupt;
  private long refused;
  private long disconnected;
  private String sample = "";

  /** Messages are missing between one and the next of the same talker. */
  void skipped(int receiver, int talker, long expected, long found) {
    skipped += found - expected;
    note("m" + receiver + " misses m" + talker + " " + expected + " to " + (found - 1));
  }

  /** A message came again, or after a later one. */
  void repeated(int receiver, int talker, long expected, long found) {
    repeated++;
    note("m" + receiver + " has m" + talker + " " + found + " after " + (expected - 1));
  }

  /** A line is none of those that may come. */
  void corrupt(int receiver, ByteBuffer line, int from, int to) {
    corrupt++;
    note("m" + receiver + " has the line " + text(line, from, to));
  }

  /** A join notice does not follow from the one before. */
  void disorder(int receiver, int before, int online) {
    corrupt++;
    note("m" + receiver + " is told of " + online + " online after " + before);
  }

  /** The server says that something is wrong. */
  void refused(int receiver, ByteBuffer line, int from, int to) {
    refused++;
    note("m" + receiver + " was told " + text(line, from, to));
  }

  /** The server ended a connection. */
  void disconnected(int receiver, String why) {
    disconnected++;
    note("m" + receiver + " was disconnected: " + why);
  }

  private void note(String what) {
    if (sample.isEmpty()) {
      sample = what;
    }
  }

  private static String text(ByteBuffer line, int from, int to) {
    byte[] bytes = new byte[Math.min(SAMPLE, to - from)];
    line.get(from, bytes);
    return '"' + new String(bytes, StandardCharsets.ISO_8859_1).replace('\n', '|') + '"';
  }

  boolean any() {
    return skipped + repeated + corrupt + refused + disconnected > 0;
  }

  /** {@return the counts, the one of messages that never came added} */
  Outcome.Flawed counts(long missing) {
    return new Outcome.Flawed(missing, skipped, repeated, corrupt, refused, disconnected, sample);
  }
}
