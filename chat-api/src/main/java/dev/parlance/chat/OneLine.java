package dev.parlance.chat;

/** Writes messages for people. */
final class OneLine {

  private static final char REPLACEMENT = '\ufffd';

  private OneLine() {}

  /** How many are in the room, where that is known. */
  static String online(int count) {
    return count == Message.ONLINE_UNKNOWN ? "" : " (" + count + " online)";
  }

  /** The text with whatever a terminal would obey, or show as more than one line, replaced. */
  static String of(String text) {
    if (text.chars().noneMatch(OneLine::isHarmful)) {
      return text;
    }
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (isHarmful(line.charAt(i))) {
        line.setCharAt(i, REPLACEMENT);
      }
    }
    return line.toString();
  }

  private static boolean isHarmful(int c) {
    return (Character.isISOControl(c) && c != '\t')
        || (c >= 0x2028 && c <= 0x202e) // separators, and marks that turn what follows
        || (c >= 0x2066 && c <= 0x206f)
        || (c >= 0xfff9 && c <= 0xfffb) // annotations
        || c == 0xfeff;
  }
}
