package dev.parlance.chat.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the process holds of threads and descriptors, before and after. */
record Baseline(long descriptors, Set<Thread> threads) {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static Baseline now() {
    return new Baseline(openDescriptors(), libraryThreads());
  }

  /** Waits until no more is held than before; gives up after twenty seconds. */
  void awaitReturn() {
    await(() -> openDescriptors() <= descriptors, () -> "descriptors: " + openDescriptors());
    await(() -> threads.containsAll(libraryThreads()), () -> "threads: " + libraryThreads());
  }

  /**
   * Waits like {@link #awaitReturn} while a room that was there before goes on talking, which may
   * have its transport start threads of these names when it first needs them.
   */
  void awaitReturnBut(Set<String> onDemand) {
    await(() -> openDescriptors() <= descriptors, () -> "descriptors: " + openDescriptors());
    await(
        () ->
            libraryThreads().stream()
                .allMatch(t -> threads.contains(t) || onDemand.contains(t.getName())),
        () -> "threads: " + libraryThreads());
  }

  /** Waits until something holds; gives up after twenty seconds. */
  static void await(Supplier<Boolean> fact, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!fact.get()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not in time; " + otherwise.get());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  /** Sockets, pipes and selectors; none where the system does not tell. */
  private static long openDescriptors() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    long count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path one : all) {
        count += isOfNetwork(one) ? 1 : 0;
      }
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
    return count;
  }

  private static boolean isOfNetwork(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:")
          || target.startsWith("pipe:")
          || target.startsWith("anon_inode:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static Set<Thread> libraryThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith("parlance-"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Fails if the library's threads work at more than half of what one processor can do while
   * nothing happens. Threads that rest use nothing, however slow the machine is.
   */
  static void assertNoThreadSpins() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long before = processorTime(threads);
    while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(400)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    long used = processorTime(threads) - before;
    if (used > (System.nanoTime() - start) / 2) {
      throw new AssertionError("the library's threads spin: " + used + " ns of processor time");
    }
  }

  private static long processorTime(ThreadMXBean threads) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("parlance-"))
        .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getId())))
        .sum();
  }
}
