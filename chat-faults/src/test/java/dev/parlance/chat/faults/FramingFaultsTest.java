package dev.parlance.chat.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.testkit.history.RecordingClient;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Rows 1 to 14: framing and encoding. */
@Timeout(120)
class FramingFaultsTest {

  private static String lines(String name, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(name).append(':').append(i).append('\n');
    }
    return lines.toString();
  }

  @OnEachTransport
  void row01_aSessionByteByByteIsLikeOneInOneWrite(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.stranger();
      for (byte b : ("mallory\n" + lines("mallory", 50) + "-1\n").getBytes(UTF_8)) {
        mallory.sends(new byte[] {b});
      }
      mallory.awaitEnd();
      assertEquals(CloseReason.CLIENT_QUIT, stage.reason(mallory));
      stage.witnesses().see("mallory: mallory:49");
      stage.witnesses().see("- mallory (3 online)");
    }
  }

  @OnEachTransport
  void row02_afterTheSentinelNothingOfTheSameWriteIsSaid(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.stranger();
      mallory.sends("mallory\n" + lines("mallory", 100) + "-1\njunk\n\u0000\n").awaitEnd();
      assertEquals(CloseReason.CLIENT_QUIT, stage.reason(mallory));
      stage.witnesses().see("- mallory (3 online)");
      stage.witnesses().see("mallory: mallory:99");
      assertFalse(stage.witnesses().carol().heard().contains("junk"));
    }
  }

  @OnEachTransport
  void row03_aSessionMayBeCutAnywhere(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      int length = session(0).getBytes(UTF_8).length;
      for (int cut = 1; cut < length; cut++) {
        byte[] bytes = session(cut).getBytes(UTF_8);
        RecordingClient guest = stage.stranger();
        guest.sends(Arrays.copyOfRange(bytes, 0, cut));
        guest.sends(Arrays.copyOfRange(bytes, cut, bytes.length)).awaitEnd();
        assertEquals(CloseReason.CLIENT_QUIT, stage.reason(guest));
        stage.witnesses().see("m" + (100 + cut) + ": m" + (100 + cut) + ":1 \ud83d\ude00");
      }
    }
  }

  private static String session(int number) {
    String name = "m" + (100 + number);
    return name + "\n" + name + ":0\r\n" + name + ":1 \ud83d\ude00\n-1\n";
  }

  @OnEachTransport
  void row04_charactersThatAreCutByReadsStayWhole(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      byte[] face = "\ud83d\ude00".getBytes(UTF_8);
      for (int cut = 1; cut < face.length; cut++) {
        mallory.sends("mallory:" + (cut - 1) + " ").sends(Arrays.copyOfRange(face, 0, cut));
        mallory.sends(Arrays.copyOfRange(face, cut, face.length)).sends("\n");
        stage.witnesses().see("mallory: mallory:" + (cut - 1) + " \ud83d\ude00");
      }
      String many = "\ud83d\ude00".repeat(1000);
      mallory.sends("mallory:3 " + many + "\n");
      stage.witnesses().see("mallory: mallory:3 " + many);
      mallory.leaves();
    }
  }

  @OnEachTransport
  void row05_whatIsNotUtf8IsRefusedAndTheConnectionGoesOn(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      for (String hex : List.of("ff", "c080", "eda080", "f4908080", "61e282", "fffb01")) {
        mallory.sends(HexFormat.of().parseHex(hex + "0a"));
        mallory.awaitText("! not valid UTF-8, not sent\n");
      }
      mallory.sends("mallory:0\n");
      stage.witnesses().see("mallory: mallory:0");
      mallory.leaves();

      RecordingClient nameless = stage.stranger().sends(new byte[] {(byte) 0xff, '\n'});
      nameless.awaitEnd();
      assertEquals(CloseReason.WRONG_PROTOCOL, stage.reason(nameless));
    }
  }

  @OnEachTransport
  void row06_controlCharactersReachNobody(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      for (String bad : List.of("a\0b", "\033[2J", "\033]52;c;x\07", "bell\07", "\u009b2J")) {
        mallory.sends(bad + "\n").awaitText("is not allowed, not sent\n");
      }
      mallory.sends("mallory:0\n");
      stage.witnesses().see("mallory: mallory:0");
      String heard = stage.witnesses().carol().heard();
      assertTrue(heard.chars().noneMatch(c -> (c < 0x20 && c != 0x0a) || c >= 0x7f), heard);
      mallory.leaves();
    }
  }

  @OnEachTransport
  void row07_aCarriageReturnEndsNoLineByItself(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      for (String bad : List.of("a\rserver: bob left\n", "a\r\r\n", "\ra\n")) {
        mallory.sends(bad).awaitText("! control character U+000D is not allowed, not sent\n");
      }
      mallory.sends("mallory:0\r\nmallory:1\n");
      stage.witnesses().see("mallory: mallory:1");
      mallory.leaves();
    }
  }

  @OnEachTransport
  void row08_oddCharactersOfUnicodeStayInTheirLine(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      List<String> odd = List.of("\u200e", "\u200b", "\ufeff", "\ufffd", "\u2060");
      for (int i = 0; i < odd.size(); i++) {
        mallory.sends("mallory:" + i + " a" + odd.get(i) + "b\n");
        stage.witnesses().see("mallory: mallory:" + i + " a" + odd.get(i) + "b");
      }
      mallory.sends("a\u0085b\n").awaitText("! control character U+0085 is not allowed, not sent");
      mallory.leaves();
    }
  }

  @OnEachTransport
  void row09_aLineIsShownWholeOrNotAtAll(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      int said = 0;
      for (int length : List.of(4095, 4096)) {
        String text = padded(said++, length);
        mallory.sends(text + "\r\n");
        stage.witnesses().see("mallory: " + text);
      }
      for (String tooLong : List.of(padded(9, 4097), padded(9, 4098), padded(9, 4095) + "\u00e9")) {
        mallory.sends(tooLong + "\n").awaitText("! longer than 4096 bytes, not sent\n");
      }
      String cut = padded(said, 4094) + "\u00e9";
      mallory.sends(cut + "\n");
      stage.witnesses().see("mallory: " + cut);
      mallory.leaves();
    }
  }

  private static String padded(int number, int length) {
    String start = "mallory:" + number + " ";
    return start + "x".repeat(length - start.length());
  }

  @OnEachTransport
  void row10_aLineWithoutEndIsTheEnd(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      stream(mallory, 1);
      assertEquals(CloseReason.LINE_TOO_LONG, stage.reason(mallory));
      stage.witnesses().see("- mallory (3 online)");
    }
  }

  @Tag("long")
  @OnEachTransport
  void row10_aGigabyteWithoutALineFeedCostsNoMemory(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      stream(mallory, 1024);
      assertEquals(CloseReason.LINE_TOO_LONG, stage.reason(mallory));
    }
  }

  private static void stream(RecordingClient client, int mebibytes) {
    byte[] bytes = new byte[1 << 20];
    Arrays.fill(bytes, (byte) 'x');
    try {
      for (int i = 0; i < mebibytes; i++) {
        client.sends(bytes);
      }
    } catch (UncheckedIOException cutOff) {
      // As the server may, once it has said what is wrong.
    }
  }

  @OnEachTransport
  void row11_emptyLinesAreNothingAndBlankOnesAreSaid(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      mallory.sends("\n".repeat(10_000) + "\r\n".repeat(100) + " \n\t\nmallory:0\n");
      stage.witnesses().see("mallory: mallory:0");
      stage.witnesses().see("mallory:  ");
      stage.witnesses().see("mallory: \t");
      mallory.leaves();
    }
  }

  @OnEachTransport
  void row12_onlyTheExactLineLeaves(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient mallory = stage.joined("mallory");
      for (String text : List.of(" -1", "-1 ", "--1", "-10", "-1-")) {
        mallory.sends(text + "\n");
        stage.witnesses().see("mallory: " + text);
      }
      mallory.sends("-1\r\n").awaitEnd();
      assertEquals(CloseReason.CLIENT_QUIT, stage.reason(mallory));

      int joins = stage.closings().joins();
      RecordingClient nobody = stage.stranger().sends("-1\n");
      nobody.awaitEnd();
      assertEquals(CloseReason.CLIENT_QUIT, stage.reason(nobody));
      assertEquals(joins, stage.closings().joins());
    }
  }

  @OnEachTransport
  void row13_whoLeavesLeavesOnce(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient ends = stage.joined("ends");
      ends.sends("-1\n").endsOutput().awaitEnd();
      assertEquals(CloseReason.CLIENT_QUIT, stage.reason(ends));

      RecordingClient breaks = stage.joined("breaks").sends("-1\n");
      stage.witnesses().see("- breaks (3 online)");
      breaks.breaksOff();
      assertEquals(CloseReason.CLIENT_QUIT, stage.reason(breaks));

      RecordingClient repeats = stage.joined("repeats").sends("-1\n-1\nmore\n");
      repeats.awaitEnd();
      assertEquals(CloseReason.CLIENT_QUIT, stage.reason(repeats));
    }
  }

  @OnEachTransport
  void row14_anotherProtocolGetsOneClearLine(Carriage carriage) {
    List<String> first =
        List.of(
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n-1\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001",
            "\ufeffalice\n",
            "SSH-2.0-OpenSSH_9.2\r\n");
    try (Stage stage = Stage.on(carriage)) {
      int joins = stage.closings().joins();
      for (String bytes : first) {
        RecordingClient other = stage.stranger().sends(bytes);
        other.awaitText("* name?\n! ").awaitEnd();
        assertEquals(1, other.heard().lines().count(), other.heard());
        assertEquals(CloseReason.WRONG_PROTOCOL, stage.reason(other));
      }
      assertEquals(joins, stage.closings().joins());
    }
  }
}
