package dev.parlance.chat.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does one thing on several threads at once. */
final class Together {

  /** What each thread does. */
  @FunctionalInterface
  interface Part {
    void run(int thread) throws Exception;
  }

  private Together() {}

  /** Runs {@code part} on so many threads, and waits until each is done; fails if one fails. */
  static void run(int threads, Part part)
      throws InterruptedException, ExecutionException, TimeoutException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        Callable<Boolean> task =
            () -> {
              part.run(thread);
              return true;
            };
        parts.add(executor.submit(task));
      }
      for (Future<?> each : parts) {
        each.get(CallLog.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
