package dev.parlance.chat;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hands everything to a client's listener, and after that tells of the end. */
final class EndListener implements Listener {

  private final Listener listener;
  private final CompletableFuture<CloseReason> end = new CompletableFuture<>();

  EndListener(Listener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  CompletionStage<CloseReason> end() {
    return end.minimalCompletionStage();
  }

  @Override
  public void message(Message message) {
    listener.message(message);
  }

  @Override
  public void closed(Closed closed) {
    try {
      listener.closed(closed);
    } finally {
      end.complete(closed.reason());
    }
  }

  @Override
  public void missed(long count) {
    listener.missed(count);
  }
}
