package dev.parlance.chat.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "Z",
        "0",
        "alice",
        "a_b-c.d",
        "12345678901234567890123456789012",
        "servers",
        "-",
      })
  void knowsNames(String name) {
    String objection = NameRule.objection(name);
    assertEquals(name.equals("-") ? "it must begin with a letter or digit" : null, objection);
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is empty",
    "123456789012345678901234567890123, it is longer than 32 characters",
    "_a, it must begin with a letter or digit",
    "-1, it must begin with a letter or digit",
    ".a, it must begin with a letter or digit",
    "Server, it is reserved",
    "SYSTEM, it is reserved",
    "you, it is reserved"
  })
  void saysWhatIsWrongWithAName(String name, String objection) {
    assertEquals(objection, NameRule.objection(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "a~b", "a:b", "a>b", "a]b", "a)b", "a'b", "a\nb", "a\rb", "a\tb", "a\u0000", "é",
        "a\u0301", "a@b", "a/b", "a`b", "a[b", "a{b", "a,b"
      })
  void allowsLettersDigitsAndThreeSignsInNames(String name) {
    assertEquals("only letters a to z, digits, '_', '-' and '.'", NameRule.objection(name));
  }

  /** Whatever a policy would have. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " a",
        "a b",
        "a~b",
        "a:b",
        "a>b",
        "a]b",
        "a)b",
        "a,b",
        "+a",
        "-1",
        "*",
        "!",
        "_a",
        "a\u0000",
        "a\n",
        "a\u001b",
        "a\u0085",
        "a\u00a0b",
        "a\u200bb",
        "a\u200d",
        "a\u202eb",
        "a\u2028b",
        "a\u2066b",
        "a\ufeff",
        "a\uff1a",
        "a\ud83d\ude00",
        "a\ud800",
        "a\ue000",
        "\u0301a",
        "a\u20dd",
        "a\u3000b",
        "123456789012345678901234567890123",
        "\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01"
            + "\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01\u0e01"
            + "\u0e01\u0e01\u0e01\u0e01\u0e01"
      })
  void knowsWhatNoNameMayBe(String name) {
    assertNotNull(NameRule.danger(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "1", "zo\u00eb", "zoe\u0308", "\u0416\u0430\u043d\u043d\u0430", "a_b-c.d"})
  void knowsWhatANameMayBe(String name) {
    assertNull(NameRule.danger(name));
  }
}
