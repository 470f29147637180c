package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Limits;
import dev.parlance.chat.engine.Arrivals.Arrival;
import dev.parlance.chat.engine.Arrivals.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What counts as one address for {@link Arrivals}, and who is told that it is too many. */
final class OriginsTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it may wrap
  private final Arrivals arrivals = new Arrivals(Limits.defaults().withPerAddress(1), now::get);

  private Arrival enter(String address) {
    return enter(arrivals, address);
  }

  private static Arrival enter(Arrivals arrivals, String address) {
    try {
      return arrivals.enter(InetAddress.getByName(address), false); // nothing is looked up
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void ofIpv6ItIsTheNetworkThatCounts() {
    assertEquals(Verdict.WELCOME, enter("2001:db8:1:2::1").verdict());
    assertEquals(Verdict.ADDRESS_FULL, enter("2001:db8:1:2:ffff::2").verdict());
    assertEquals(Verdict.WELCOME, enter("2001:db8:1:3::1").verdict());
  }

  @Test
  void ofIpv4ItIsTheWholeAddress() {
    assertEquals(Verdict.WELCOME, enter("192.0.2.1").verdict());
    assertEquals(Verdict.ADDRESS_FULL, enter("192.0.2.1").verdict());
    assertEquals(Verdict.WELCOME, enter("192.0.2.2").verdict());
    assertEquals(Verdict.ADDRESS_FULL, enter("::ffff:192.0.2.2").verdict());
  }

  @Test
  void loopbackIsEveryAddressOfThisMachine() {
    for (String address : List.of("127.0.0.1", "127.0.0.1", "127.9.9.9", "::1", "::1")) {
      assertEquals(Verdict.WELCOME, enter(address).verdict());
    }
  }

  @Test
  void whoHasGoneMakesRoomOnce() {
    Arrival first = enter("192.0.2.1");
    first.joined();
    first.left();
    first.left();
    first.joined();
    assertEquals(Verdict.WELCOME, enter("192.0.2.1").verdict());
    assertEquals(Verdict.ADDRESS_FULL, enter("192.0.2.1").verdict());
  }

  @Test
  void aFewAreToldAndTheRestAreNot() {
    Arrival first = enter("192.0.2.1");
    List<Arrival> told = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      told.add(enter("192.0.2.1"));
    }
    assertTrue(told.stream().allMatch(Arrival::mayBeTold));
    assertFalse(enter("192.0.2.1").mayBeTold());
    told.get(0).left();
    assertTrue(enter("192.0.2.1").mayBeTold());
    first.left();
    assertEquals(Verdict.WELCOME, enter("192.0.2.1").verdict());
  }

  private Arrivals paced(int newPerAddress) {
    return new Arrivals(Limits.defaults().withNewPerAddress(newPerAddress), now::get);
  }

  /** Comes and goes; returns what became of it. */
  private static Verdict visit(Arrivals arrivals, String address) {
    Arrival arrival = enter(arrivals, address);
    arrival.left();
    return arrival.verdict();
  }

  @Test
  void whoComesAgainAndAgainWaitsUntilTheMinuteBringsAnother() {
    Arrivals paced = paced(3);
    for (int i = 0; i < 3; i++) {
      assertEquals(Verdict.WELCOME, visit(paced, "192.0.2.1"));
    }
    assertEquals(Verdict.ADDRESS_HASTY, visit(paced, "192.0.2.1"));
    assertEquals(Verdict.WELCOME, visit(paced, "192.0.2.2"));
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    assertEquals(Verdict.WELCOME, visit(paced, "192.0.2.1"));
    assertEquals(Verdict.ADDRESS_HASTY, visit(paced, "192.0.2.1"));
  }

  @Test
  void whoWasRefusedHasNotComeThatOften() {
    Arrivals paced = paced(1);
    assertEquals(Verdict.WELCOME, visit(paced, "192.0.2.1"));
    for (int i = 0; i < 60; i++) {
      assertEquals(Verdict.ADDRESS_HASTY, visit(paced, "192.0.2.1"));
      now.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    assertEquals(Verdict.WELCOME, visit(paced, "192.0.2.1"));
  }

  @Test
  void thisMachineMayComeAsOftenAsItLikesAndZeroIsAnyNumber() {
    Arrivals paced = paced(1);
    Arrivals unpaced = paced(0);
    for (int i = 0; i < 3; i++) {
      assertEquals(Verdict.WELCOME, visit(paced, "127.0.0.1"));
      assertEquals(Verdict.WELCOME, visit(unpaced, "192.0.2.1"));
    }
  }

  @Test
  void addressesThatHaveGoneAreForgotten() {
    Arrivals paced = paced(60);
    for (int i = 0; i < 100_000; i++) {
      String address = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
      assertEquals(Verdict.WELCOME, visit(paced, address));
      now.addAndGet(Duration.ofMillis(10).toNanos());
    }
    assertTrue(paced.remembered() <= 1024, paced.remembered() + " addresses");
  }
}
