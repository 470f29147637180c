package dev.parlance.chat.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.NamePolicy;
import dev.parlance.chat.NamePolicy.Accepted;
import dev.parlance.chat.NameRefusedException;
import dev.parlance.chat.testkit.MemoryTransport;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UnicodeNamesTest {

  private static final UnicodeNames NAMES = UnicodeNames.create();

  private final MemoryTransport transport = MemoryTransport.create();
  private final ChatServer server =
      ChatServer.builder().listen(transport, 0).names(NAMES.reserving("admin")).start();

  @AfterEach
  void stop() {
    server.close();
  }

  private ChatClient join(String name) {
    return ChatClient.builder()
        .transport(transport)
        .connect(server.addresses().get(0), name, Listener.of(message -> {}));
  }

  private String refusal(String name) {
    NameRefusedException refused = assertThrows(NameRefusedException.class, () -> join(name));
    return String.valueOf(refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "alice, alice",
    "Zo\u00eb, Zo\u00eb",
    "Zoe\u0308, Zo\u00eb",
    "\uff22\uff2f\uff22, BOB",
    "\u0416\u0430\u043d\u043d\u0430, \u0416\u0430\u043d\u043d\u0430",
    "\u5c71\u7530\u30bf\u30ed\u30a6, \u5c71\u7530\u30bf\u30ed\u30a6",
    "\u05e9\u05dc\u05d5\u05dd, \u05e9\u05dc\u05d5\u05dd",
    "\ufb01n, fin"
  })
  void namesOfAnyScriptAreShownInOneForm(String raw, String shown) {
    try (ChatClient member = join(raw)) {
      assertEquals(shown, member.user().name());
      assertTrue(server.kick(raw.toUpperCase(Locale.ROOT), "found by any of its forms"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Bob, bOB",
    "BOB, \uff42\uff4f\uff42",
    "Zo\u00eb, zoe\u0308",
    "paypal, \u0440\u0430\u0443\u0440\u0430\u04cf",
    "\u0410\u0412\u0421, ABC",
    "PayPaI, paypal",
    "user1, userl",
    "modern, modem",
    "stra\u00dfe, STRASSE",
    "I, i"
  })
  void whatIsOrLooksTheSameIsTaken(String one, String other) {
    try (ChatClient member = join(one)) {
      assertTrue(member.isOpen());
      String refusal = refusal(other);
      assertTrue(refusal.startsWith("name taken: "), refusal);
    }
    while (server.online() > 0) {
      Thread.onSpinWait();
    }
    try (ChatClient member = join(other)) {
      assertTrue(member.isOpen(), "all that it held was given back");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0435van",
        "al\u0456ce",
        "a\u200bb",
        "a\u200db",
        "a\u00adb",
        "a\ufeff",
        "a\u202eb",
        "a\u2066b",
        "a\u061cb",
        "a b",
        "a\u3000b",
        "a\u00a0b",
        "a:b",
        "a\uff1ab",
        "-2",
        "\uff0d1",
        "a\u0301\u0301\u0301\u0301\u0301",
        "\u0301a",
        "1\u0661",
        "\ud83d\ude00",
        "\ue000",
        "123456789012345678901234567890123",
        "\ufdfa\ufdfa"
      })
  void whatMisleadsIsRefused(String name) {
    String refusal = refusal(name);
    assertTrue(refusal.startsWith("name not allowed: "), refusal);
    assertFalse(refusal.contains(name) && name.length() > 1, refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"server", "SERVER", "\uff33erver", "System", "Y\u00f6u", "admin", "Adm1n"})
  void whatLooksLikeAReservedNameIsReserved(String name) {
    boolean same = !name.equals("Y\u00f6u") && !name.equals("Adm1n");
    if (same) {
      assertEquals("name not allowed: it is reserved", refusal(name));
    } else {
      join(name).close();
    }
  }

  @Test
  void aNameWithNoLimitIsNotNormalised() {
    assertEquals(
        NamePolicy.Verdict.refused("it is too long"), NAMES.examine("\ufdfa".repeat(10_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TITLE", "title", "\u0131", "\u0130", "I", "i"})
  void theLocaleOfTheServerDoesNotMatter(String name) {
    Locale before = Locale.getDefault();
    try {
      NamePolicy.Verdict english = NAMES.examine(name);
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals(english, NAMES.examine(name));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void namesThatDifferHaveNothingInCommon() {
    Accepted alice = (Accepted) NAMES.examine("alice");
    Accepted bob = (Accepted) NAMES.examine("bob");
    assertTrue(Collections.disjoint(alice.keys(), bob.keys()));
    assertEquals("alice", alice.keys().get(0));
  }
}
