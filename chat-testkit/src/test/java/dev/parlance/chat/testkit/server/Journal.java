package dev.parlance.chat.testkit.server;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A listener that notes what it is told, a line for each call. */
final class Journal implements Listener {

  private final List<String> lines = new ArrayList<>();
  private long lastSequence;

  @Override
  public void message(Message message) {
    synchronized (this) {
      if (message.sequence() != ++lastSequence) {
        note("gap: " + message);
      }
    }
    Listener.super.message(message);
  }

  @Override
  public void joined(Message.Joined joined) {
    note("joined " + joined.user() + " " + joined.online());
  }

  @Override
  public void said(Message.Said said) {
    note("said " + said.user() + ": " + said.text());
  }

  @Override
  public void left(Message.Left left) {
    note("left " + left.user() + " " + left.online());
  }

  @Override
  public void notice(Message.Notice notice) {
    note("notice " + notice.text());
  }

  @Override
  public void closed(User user, CloseReason reason) {
    note("closed " + (user.isNamed() ? user.name() : "somebody") + " " + reason);
  }

  private synchronized void note(String line) {
    lines.add(line);
    notifyAll();
  }

  /** Waits until that many lines have been noted, and returns all. */
  synchronized List<String> lines(int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (lines.size() < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("waited in vain for " + count + " lines: " + lines);
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
    return List.copyOf(lines);
  }
}
