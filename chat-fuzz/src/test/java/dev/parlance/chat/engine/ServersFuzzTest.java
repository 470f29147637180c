package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.RecordingGuest;
import dev.parlance.chat.dialect.ServerSide;
import dev.parlance.chat.internal.NameRule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The server's half of every dialect takes any bytes, cut anywhere. */
final class ServersFuzzTest {

  /** The longest that one request of a server's half is: the line that shows who is online. */
  private static final int MOST_EACH = 4 * Decoding.LONGEST;

  @FuzzTest
  void anyBytesComeToTheSameHoweverTheyAreCut(byte[] sent) {
    for (Dialect dialect : Dialects.ALL) {
      List<String> whole = serve(dialect, sent, Reads.whole(sent), null);
      List<String> moody = serve(dialect, sent, Reads.whole(sent), Reads.random(sent, 2));
      List<String> cut = serve(dialect, sent, Reads.random(sent), Reads.random(sent, 3));
      List<String> bytes = serve(dialect, sent, Reads.bytes(sent), null);
      if (dialect.framing() == Framing.LINES) {
        assertEquals(whole, moody, dialect.name());
        assertEquals(whole, cut, dialect.name());
        assertEquals(whole, bytes, dialect.name());
      }
    }
  }

  private static List<String> serve(
      Dialect dialect, byte[] sent, List<byte[]> reads, @Nullable Random moods) {
    Conversation conversation = new Conversation(dialect);
    Decoding decoding = new Decoding(dialect.framing(), conversation);
    if (moods != null) {
      decoding.moody(moods);
    }
    decoding.feed(reads);
    decoding.assertNothingLost(sent);
    List<String> asked = conversation.end(decoding);
    assertTrue(asked.size() <= sent.length + 3, "more is asked than was sent");
    asked.forEach(what -> check(dialect, what));
    return asked;
  }

  private static void check(Dialect dialect, String asked) {
    assertTrue(asked.length() <= MOST_EACH, () -> "too much: " + asked);
    if (asked.startsWith("say ")) {
      assertFalse(asked.contains("\n"), () -> dialect.name() + " says two lines: " + asked);
    } else if (asked.startsWith("problem ")) {
      assertTrue(isPlain(asked), () -> dialect.name() + " repeats: " + asked);
    } else if (asked.startsWith("reply ")) {
      String line = asked.endsWith("\n") ? asked.substring(0, asked.length() - 1) : asked;
      assertTrue(isPlain(line), () -> dialect.name() + " answers: " + asked);
    }
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  /** A guest that joins by whatever name it asks for, unless the core would refuse it. */
  private static final class Conversation implements Decoding.Half {

    private final RecordingGuest guest = new RecordingGuest().admitting(Conversation::isName);
    private final List<String> asked = new ArrayList<>();
    private final ServerSide side;
    private boolean left;

    Conversation(Dialect dialect) {
      side = dialect.serverSide();
      side.opened(guest);
      note();
    }

    private static boolean isName(ByteBuffer name) {
      return TextRule.objection(name) == null && NameRule.objection(TextRule.text(name)) == null;
    }

    private void note() {
      List<String> fresh = guest.asked();
      left |= fresh.contains("leave");
      asked.addAll(fresh);
    }

    @Override
    public void frame(@Nullable ByteBuffer frame) {
      if (frame == null) {
        guest.problem("too long");
      } else {
        side.received(frame, guest);
      }
      note();
    }

    @Override
    public boolean over() {
      return left;
    }

    List<String> end(Decoding decoding) {
      if (!left && !decoding.isEndless()) {
        boolean taken = side.quiet(decoding.rest(), guest);
        note();
        if (!taken && !left) {
          side.ended(decoding.rest(), guest);
          note();
        }
      }
      return asked;
    }
  }
}
