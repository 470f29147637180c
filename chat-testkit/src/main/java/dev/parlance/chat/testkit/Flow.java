package dev.parlance.chat.testkit;

/** An endless sequence of bytes that repeats itself in no power of two. */
final class Flow {

  private Flow() {}

  static byte at(long position) {
    return (byte) ((position % 251) ^ (position / 251));
  }
}
