package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link TextRule} and {@link ForeignProtocol}, as tables. */
final class RulesTest {

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The objection to these bytes alone, between letters, and beyond a stretch of plain text. */
  private static @Nullable String objection(byte[] text) {
    String alone = TextRule.objection(ByteBuffer.wrap(text));
    for (int before = 0; before < 20; before++) {
      ByteBuffer within = ByteBuffer.allocate(before + text.length + 9);
      within.put("xxxxxxxxxxxxxxxxxxxx".getBytes(StandardCharsets.US_ASCII), 0, before);
      within.put(text).put("yyyyyyyyy".getBytes(StandardCharsets.US_ASCII)).flip();
      assertEquals(alone, TextRule.objection(within), "after " + before);
    }
    return alone;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20",
        "09",
        "7e",
        "c2a0",
        "c3bf",
        "dfbf",
        "e0a080",
        "ed9fbf",
        "ee8080",
        "efbfbf",
        "e280a7",
        "e280af",
        "e281a5",
        "e281aa",
        "e38080",
        "f0908080",
        "f09f9880",
        "f48fbfbf"
      })
  void allowsText(String hex) {
    assertNull(objection(HexFormat.of().parseHex(hex)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff",
        "fe",
        "80",
        "bf",
        "c080",
        "c1bf",
        "e08080",
        "e09fbf",
        "eda080",
        "edbfbf",
        "f0808080",
        "f08fbfbf",
        "f4908080",
        "f5808080",
        "c3",
        "e282",
        "f09f98",
        "c341",
        "e28241",
        "f09f9841",
        "e24180",
        "f09f4180"
      })
  void allowsNoBytesThatAreNotUtf8(String hex) {
    assertEquals(TextRule.NOT_UTF8, objection(HexFormat.of().parseHex(hex)));
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0000",
    "07, 0007",
    "08, 0008",
    "0a, 000A",
    "0b, 000B",
    "0d, 000D",
    "1b, 001B",
    "1f, 001F",
    "7f, 007F",
    "c280, 0080",
    "c285, 0085",
    "c29f, 009F"
  })
  void allowsNoControlCharacters(String hex, String code) {
    assertEquals(
        "control character U+" + code + " is not allowed", objection(HexFormat.of().parseHex(hex)));
  }

  @ParameterizedTest
  @CsvSource({
    "e280a8, line separator U+2028",
    "e280a9, line separator U+2029",
    "e280aa, direction of writing U+202A",
    "e280ae, direction of writing U+202E",
    "e281a6, direction of writing U+2066",
    "e281a9, direction of writing U+2069"
  })
  void allowsNothingThatMakesALineReadAsWhatItIsNot(String hex, String what) {
    byte[] text = HexFormat.of().parseHex(hex);
    assertEquals(what + " is not allowed", objection(text));
    String ifItMayTurn = TextRule.objection(ByteBuffer.wrap(text), true);
    assertEquals(what.startsWith("line") ? what + " is not allowed" : null, ifItMayTurn);
  }

  /** The JDK's decoder is another opinion on what is UTF-8. */
  @Test
  void agreesWithTheDecoder() {
    Random random = new Random(42);
    byte[] leads = HexFormat.of().parseHex("61207e8090a0bfc0c2c3dfe0e1edeeeff0f1f4f5ff");
    for (int i = 0; i < 200_000; i++) {
      byte[] text = new byte[random.nextInt(20)];
      for (int k = 0; k < text.length; k++) {
        text[k] = leads[random.nextInt(leads.length)];
      }
      boolean valid = decodes(text);
      boolean allowed = !TextRule.NOT_UTF8.equals(TextRule.objection(ByteBuffer.wrap(text)));
      if (valid != allowed && !hasC1(text)) {
        assertEquals(valid, allowed, () -> HexFormat.of().formatHex(text));
      }
    }
  }

  private static boolean decodes(byte[] text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  /** A control character before what is malformed is objected to first. */
  private static boolean hasC1(byte[] text) {
    for (int i = 1; i < text.length; i++) {
      if (text[i - 1] == (byte) 0xc2 && text[i] < (byte) 0xa0) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @CsvSource({
    "SSH-2.0-x, 'this is a chat server, not SSH'",
    "GET / HTTP/1.1, 'this is a chat server, not HTTP'",
    "PRI * HTTP/2.0, 'this is a chat server, not HTTP'",
    "'\ufeffalice', text must not begin with a byte order mark"
  })
  void knowsOtherProtocolsByTheirFirstFrame(String frame, String what) {
    assertEquals(what, ForeignProtocol.ofFirstFrame(bytes(frame)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "S",
        "SSH",
        "ssh-",
        "alice",
        "I like HTTP/1.1",
        "GET",
        "GET ",
        " HTTP/",
        "HTTP/1.1 ok",
        "GETx HTTP/1.1",
        "\u00ef"
      })
  void takesNothingElseForAnotherProtocol(String frame) {
    assertNull(ForeignProtocol.ofFirstFrame(bytes(frame)));
  }

  @Test
  void knowsTlsByItsFirstByte() {
    assertNotNull(ForeignProtocol.ofFirstByte((byte) 0x16));
    assertNull(ForeignProtocol.ofFirstByte((byte) 'a'));
  }
}
