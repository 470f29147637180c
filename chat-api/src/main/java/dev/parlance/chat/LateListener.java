package dev.parlance.chat;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stands in for a listener that can only be made once there is something to listen to. Whoever
 * calls it meanwhile waits: that is the thread which calls this listener, and no other.
 */
final class LateListener implements Listener {

  private final CompletableFuture<Listener> made = new CompletableFuture<>();

  /**
   * Starts what shall be listened to, and has the listener made for it. If either throws, so does
   * this: nobody listens then, and what was started is closed.
   */
  <T> T listenTo(
      Supplier<T> starting,
      Function<? super T, ? extends Listener> listening,
      Consumer<? super T> closing) {
    Listener nobody = Listener.of(nothing -> {});
    try {
      T started = starting.get();
      try {
        made.complete(Objects.requireNonNull(listening.apply(started), "listener"));
        return started;
      } catch (RuntimeException | Error failure) {
        made.complete(nobody);
        closing.accept(started);
        throw failure;
      }
    } finally {
      made.complete(nobody);
    }
  }

  @Override
  public void message(Message message) {
    made.join().message(message);
  }

  @Override
  public void closed(Closed end) {
    made.join().closed(end);
  }

  @Override
  public void missed(long count) {
    made.join().missed(count);
  }
}
