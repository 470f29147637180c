package dev.parlance.chat.examples.life;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What this process holds: descriptors, Parlance's threads, and direct memory. Taken before
 * something happens, and asked afterwards whether all has been given back.
 *
 * @param descriptors 0 where the system does not say
 * @param directBytes of direct buffers
 */
record Witnesses(long descriptors, Set<String> threads, long directBytes) {

  /** What the JDK itself may open or allocate meanwhile, once: a selector, a thread's buffer. */
  private static final int FEW_DESCRIPTORS = 6;

  private static final long FEW_BYTES = 512 << 10;

  static Witnesses now() {
    System.gc();
    return new Witnesses(openDescriptors(), ownThreads(), allocated());
  }

  private static long openDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static Set<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("parlance-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Direct buffers are given back by the collector, in its time. */
  private static long allocated() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long collected() {
    System.gc();
    return allocated();
  }

  /** Waits until no more is held than at the time of these. */
  void assertGivenBack() {
    assertGivenBack(0);
  }

  /** Likewise, except for what a room keeps of what happened: so much direct memory at most. */
  void assertGivenBack(int window) {
    Patience.await(() -> ownThreads().equals(threads), () -> "threads: " + ownThreads());
    Patience.await(
        () -> openDescriptors() <= descriptors + FEW_DESCRIPTORS,
        () -> "descriptors: " + descriptors + ", now " + openDescriptors());
    Patience.await(
        () -> collected() <= directBytes + FEW_BYTES + window,
        () -> "direct bytes: " + directBytes + ", now " + allocated());
  }
}
