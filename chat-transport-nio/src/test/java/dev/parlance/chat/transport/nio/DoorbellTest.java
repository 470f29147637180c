package dev.parlance.chat.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DoorbellTest {

  private final AtomicInteger alarms = new AtomicInteger();
  private final Doorbell bell = new Doorbell(alarms::incrementAndGet);

  @Test
  void whoIsAwakeIsNotRoused() {
    bell.post(() -> {});
    assertEquals(0, alarms.get());
    assertTrue(bell.rung());
  }

  @Test
  void whoSleepsIsRousedOnce() {
    assertTrue(bell.liesDown());
    bell.post(() -> {});
    bell.post(() -> {});
    assertEquals(1, alarms.get());
    assertFalse(bell.gotUp(), "It was roused, and did not get up by itself");
  }

  @Test
  void nobodyLiesDownWhenTheBellHasRung() {
    bell.post(() -> {});
    assertFalse(bell.liesDown());
    bell.post(() -> {});
    assertEquals(0, alarms.get(), "Awake again");
  }

  @Test
  void whoGetsUpAloneIsNotRousedAfterwards() {
    assertTrue(bell.liesDown());
    assertTrue(bell.gotUp());
    bell.post(() -> {});
    assertEquals(0, alarms.get());
  }

  @Test
  void tasksAreTakenInOrder() {
    Runnable one = () -> {};
    Runnable two = () -> alarms.get();
    bell.post(one);
    bell.post(two);
    assertEquals(one, bell.takeTask());
    assertEquals(two, bell.takeTask());
    assertNull(bell.takeTask());
    assertFalse(bell.rung());
  }
}
