package dev.parlance.chat.examples.load;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A member of the load: one connection, and what it was told. */
final class Member implements Listener, Payload.Found {

  private final Clock clock;
  private final Payload payload;
  private final Hearing hearing;

  /** Whose joining it has not been shown, if it is the first. */
  private final CountDownLatch others;

  /** Why the connection ended, if not because this side closed it. */
  private final AtomicReference<@Nullable CloseReason> end = new AtomicReference<>();

  /** When what is being read came, in nanoseconds after the beginning. */
  private long now;

  Member(LoadPlan plan, int index, Clock clock) {
    this.clock = clock;
    this.payload = new Payload(plan);
    this.hearing = new Hearing(plan, index);
    this.others = new CountDownLatch(plan.members() - 1);
  }

  /** Joins; throws, saying why, if the server does not let it. */
  ChatClient join(LoadPlan plan, String name) {
    return ChatClient.builder()
        .transport(plan.transport())
        .dialect(plan.dialect())
        .connect(plan.server(), name, this);
  }

  /** Waits until it has been shown that all others joined after it, or for so long. */
  void awaitOthers(Duration atMost) {
    try {
      boolean unused = others.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException sooner) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void joined(Message.Joined joined) {
    others.countDown();
  }

  @Nullable CloseReason end() {
    return end.get();
  }

  /** {@return how many messages it has been told} */
  int heard() {
    return hearing.count();
  }

  Flaws flaws(int[] said) {
    return hearing.flaws(said);
  }

  @Override
  public void said(Message.Said said) {
    now = clock.nanos();
    payload.read(said.user().name(), said.text(), this);
  }

  @Override
  public void notice(Message.Notice notice) {
    now = clock.nanos();
    payload.readNotice(notice.text(), this);
  }

  @Override
  public void text(int talker, int counter, long micros) {
    if (hearing.hears(talker, counter)) {
      clock.heard(talker, counter, now - micros * 1000);
    }
  }

  @Override
  public void broken() {
    hearing.hearsNonsense();
  }

  @Override
  public void closed(User user, CloseReason reason) {
    if (reason != CloseReason.CLOSED) {
      end.set(reason);
    }
  }
}
