package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.RecordingHost;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client's half of every dialect takes any bytes of a hostile server, cut anywhere. */
final class ClientsFuzzTest {

  private static final String NAME = "alice";

  @FuzzTest
  void anyBytesComeToTheSameHoweverTheyAreCut(byte[] sent) {
    for (Dialect dialect : Dialects.ALL) {
      List<String> whole = hear(dialect, sent, Reads.whole(sent));
      List<String> cut = hear(dialect, sent, Reads.random(sent));
      List<String> bytes = hear(dialect, sent, Reads.bytes(sent));
      if (findsLines(dialect) && Reads.isUtf8(sent)) {
        assertEquals(whole, cut, dialect.name());
        assertEquals(whole, bytes, dialect.name());
      }
    }
  }

  /** The client half of the address dialect does so by itself. */
  private static boolean findsLines(Dialect dialect) {
    return dialect.framing() == Framing.LINES;
  }

  private static List<String> hear(Dialect dialect, byte[] sent, List<byte[]> reads) {
    RecordingHost host = new RecordingHost();
    ClientSide side = dialect.clientSide(NAME);
    side.opened(host);
    List<String> told = new ArrayList<>(host.told());
    Decoding.Half half =
        (@Nullable ByteBuffer frame) -> {
          if (frame == null) {
            host.notice("too long");
          } else {
            side.received(frame, host);
          }
          told.addAll(host.told());
        };
    Decoding decoding = new Decoding(side.framing(), half);
    decoding.feed(reads);
    decoding.assertNothingLost(sent);
    side.ended(decoding.rest(), host);
    told.addAll(host.told());
    check(dialect, sent, told);
    return told;
  }

  private static void check(Dialect dialect, byte[] sent, List<String> told) {
    long accepted = told.stream().filter(what -> what.startsWith("accepted ")).count();
    assertTrue(accepted <= 1, "a name is accepted once");
    // Not more than was sent: each event takes a byte at least, and one may be made up at the end.
    assertTrue(told.size() <= sent.length + 3, dialect.name());
    int characters = told.stream().mapToInt(String::length).sum();
    assertTrue(characters <= 32 * (sent.length + 2), dialect.name());
    told.stream()
        .filter(what -> what.startsWith("send "))
        .forEach(what -> assertEquals("send " + NAME, what.strip(), dialect.name()));
  }
}
