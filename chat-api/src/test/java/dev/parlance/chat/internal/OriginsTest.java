package dev.parlance.chat.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Limits;
import dev.parlance.chat.internal.Arrivals.Arrival;
import dev.parlance.chat.internal.Arrivals.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as one address for {@link Arrivals}, and who is told that it is too many. */
final class OriginsTest {

  private final Arrivals arrivals = new Arrivals(Limits.defaults().withPerAddress(1));

  private Arrival enter(String address) {
    try {
      return arrivals.enter(InetAddress.getByName(address)); // numeric: nothing is looked up
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
}
