package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parlance.chat.internal.NameRule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What passes the rules on names and texts is what the rules say, said in another way. */
final class RulesFuzzTest {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
  private static final Pattern RESERVED = Pattern.compile("(?i)server|system|you");

  @FuzzTest
  void theRulesAdmitWhatTheySay(byte[] bytes) {
    String name = new String(bytes, StandardCharsets.ISO_8859_1);
    boolean allowed = NAME.matcher(name).matches() && !RESERVED.matcher(name).matches();
    assertEquals(allowed, NameRule.objection(name) == null, name);
    if (allowed) {
      assertEquals(NameRule.key(name), NameRule.key(name.toUpperCase(Locale.ROOT)));
      assertNull(TextRule.objection(ByteBuffer.wrap(bytes)), "a name is a text");
    }
    assertEquals(isText(bytes), TextRule.objection(ByteBuffer.wrap(bytes)) == null);
    ForeignProtocol.ofFirstFrame(ByteBuffer.wrap(bytes));
    leavesTheBufferAsItWas(bytes);
  }

  /** The JDK's opinion on what is UTF-8, and its tables of characters. */
  private static boolean isText(byte[] bytes) {
    String decoded = decoded(bytes);
    return decoded != null
        && decoded
            .codePoints()
            .allMatch(c -> c == '\t' || !(Character.isISOControl(c) || misleads(c)));
  }

  /** Whether a character separates lines, or turns the direction of writing. */
  private static boolean misleads(int c) {
    int direction = Character.getDirectionality(c);
    return Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
        || (direction >= Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING
            && direction <= Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE);
  }

  private static @Nullable String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }

  private static void leavesTheBufferAsItWas(byte[] bytes) {
    ByteBuffer middle = ByteBuffer.allocate(bytes.length + 9).position(5);
    middle.put(bytes).limit(middle.position()).position(5);
    assertEquals(
        TextRule.objection(ByteBuffer.wrap(bytes)) == null, TextRule.objection(middle) == null);
    assertEquals(5, middle.position());
    assertTrue(middle.limit() == 5 + bytes.length);
  }
}
