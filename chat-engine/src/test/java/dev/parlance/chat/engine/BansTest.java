package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Ban;
import dev.parlance.chat.NamePolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Moderation} and {@link NameGate}. */
final class BansTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it may wrap
  private final Moderation moderation = new Moderation(now::get, InstantSource.system());

  private static InetAddress address(String numeric) {
    try {
      return InetAddress.getByName(numeric); // nothing is looked up
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.1, ::ffff:192.0.2.1, true",
    "2001:db8::1, 2001:db8::ffff:1, true",
    "2001:db8::1, 2001:db8:0:1::1, false"
  })
  void anAddressOfIpv6StandsForItsNetwork(String banned, String other, boolean meets) {
    moderation.ban(address(banned), "flood", null);
    assertEquals(meets, moderation.refusal(address(other)) != null);
    assertEquals(meets, moderation.unban(address(other)));
  }

  @Test
  void aBanMeetsWhoeverHasOneOfItsKeys() {
    moderation.ban("modern", List.of("modern", "modem"), "spam", null);
    Refusal refusal = moderation.refusal(List.of("x", "modem"));
    assertEquals("you are banned: spam", refusal == null ? null : refusal.why());
    assertTrue(moderation.unban(List.of("modem")));
    assertNull(moderation.refusal(List.of("modern")));
  }

  @Test
  void theBansOfLookAlikesEndEachForItself() {
    moderation.ban("modern", List.of("modern", "looks like modern"), "spam", null);
    moderation.ban("modem", List.of("modem", "looks like modern"), "spam", Duration.ofNanos(10));
    assertEquals(2, moderation.bans().size());
    now.addAndGet(10);
    assertNotNull(moderation.refusal(List.of("rnodern", "looks like modern")));
    assertNull(moderation.refusal(List.of("modem")));
    assertTrue(moderation.unban(List.of("modern", "looks like modern")));
    assertNull(moderation.refusal(List.of("rnodern", "looks like modern")));
  }

  @Test
  void anotherBanReplacesTheOneBefore() {
    moderation.ban("eve", List.of("eve"), "spam", null);
    moderation.ban("Eve", List.of("eve"), "more spam", Duration.ofNanos(10));
    assertEquals(1, moderation.bans().size());
    assertNotNull(moderation.refusal(List.of("eve")));
    now.addAndGet(10);
    assertNull(moderation.refusal(List.of("eve")));
    assertFalse(moderation.unban(List.of("eve")));
  }

  @Test
  void theLongestTimesAreTimesToo() {
    moderation.ban("eve", List.of("eve"), "spam", Duration.ofSeconds(Long.MAX_VALUE));
    assertNotNull(moderation.refusal(List.of("eve")));
    Ban ban = moderation.bans().get(0);
    assertNotNull(ban.until());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr", "az", "lt"})
  void theLocaleOfTheServerDoesNotMatter(String language) {
    NameGate gate = new NameGate(NamePolicy.ascii());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertEquals(gate.keys("title"), gate.keys("TITLE"));
      assertEquals(List.of("title"), gate.keys("TITLE"));
      assertNotNull(objection(gate, "SYSTEM"));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static @Nullable String objection(NameGate gate, String name) {
    return gate.examine(name) instanceof NamePolicy.Refused refused ? refused.why() : null;
  }

  @Test
  void aPolicyThatFailsRefuses() {
    NameGate gate =
        new NameGate(
            raw -> {
              if (raw.equals("bad")) {
                throw new IllegalStateException("x\n" + raw);
              }
              return NamePolicy.Verdict.accepted(raw, List.of(raw));
            });
    assertEquals("it could not be checked", objection(gate, "bad"));
    assertNull(objection(gate, "good"));
    assertEquals("it is reserved", objection(gate, "server"));
  }

  @Test
  void aPolicyAllowsNothingThatIsNoName() {
    NameGate gate = new NameGate(raw -> NamePolicy.Verdict.accepted(raw, List.of(raw)));
    assertEquals("only letters, digits, '_', '-' and '.'", objection(gate, "a b"));
    assertEquals("it must begin with a letter or digit", objection(gate, "-1"));
    assertNull(objection(gate, "zo\u00eb"));
  }

  @Test
  void whoIsKnownByAnAddressIsFoundByIt() {
    NameGate gate = new NameGate(NamePolicy.ascii());
    assertEquals(List.of("[fe80::a]:5001"), gate.keys("[fe80::A]:5001"));
  }

  @Test
  void anApplicationReservesNamesAndWhatCountsAsTheSame() {
    NameGate gate = new NameGate(NamePolicy.ascii().reserving("Admin", "no name"));
    assertEquals("it is reserved", objection(gate, "aDMIN"));
    assertNull(objection(gate, "admins"));
  }
}
