package dev.parlance.chat.engine;

import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Host;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.spi.Link;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells a client, as the dialect makes it out: first whether it accepts the name,
 * then what happens in the room. For the reading thread, but for the questions at the beginning.
 */
final class ServerTalk implements Host {

  private final Events events;
  private final InstantSource clock;
  private final Outbox outbox;
  private final Runnable wake;
  private final Runnable end;
  private final CountDownLatch decided = new CountDownLatch(1);

  private volatile @Nullable Link link;
  private volatile @Nullable User accepted;
  private volatile @Nullable String refusal;
  private volatile int online = UNKNOWN;

  /** What the server announced last before it accepted the name. */
  private volatile String lastWords = "";

  private @Nullable Wire reply;
  private long sequence;

  ServerTalk(Events events, InstantSource clock, Outbox outbox, Runnable wake, Runnable end) {
    this.events = events;
    this.clock = clock;
    this.outbox = outbox;
    this.wake = wake;
    this.end = end;
  }

  // What the client asks, from any thread.

  /** Who the server accepted, or null before it did. */
  @Nullable User accepted() {
    return accepted;
  }

  /** Why the server refused the name, or null if it did not. */
  @Nullable String refusal() {
    return refusal;
  }

  /** How many members there were when the server last told, or {@link Host#UNKNOWN}. */
  int online() {
    return online;
  }

  String lastWords() {
    return lastWords;
  }

  /** Waits until the server has decided; returns whether it has, or cannot any more, in time. */
  boolean awaitDecision(Duration atMost) {
    return Waiting.await(decided, atMost);
  }

  /** The server cannot decide any more. */
  void over() {
    decided.countDown();
  }

  void begin(Link opened) {
    link = opened;
  }

  /** Hands over what was composed for the server. */
  void flushReply() {
    Wire written = reply;
    if (written != null) {
      reply = null;
      outbox.reply(written);
      wake.run();
    }
  }

  // What the dialect's client side tells.

  @Override
  public User self() {
    Link open = link;
    if (open == null) {
      return User.named("");
    }
    InetSocketAddress local = open.localAddress();
    return User.unnamed(local.getAddress().getHostAddress(), local.getPort());
  }

  @Override
  public Wire send() {
    flushReply();
    Wire fresh = reply;
    if (fresh == null) {
      fresh = new Wire();
      reply = fresh;
    }
    return fresh;
  }

  @Override
  public void accepted(User self, int members) {
    online = members;
    accepted = self;
    decided.countDown();
  }

  @Override
  public void refused(String why) {
    refusal = why;
    decided.countDown();
  }

  @Override
  public void joined(User user, int members) {
    online = members;
    tell(0, (number, time) -> new Message.Joined(number, time, user, members));
  }

  @Override
  public void said(User user, String text) {
    tell(text.length(), (number, time) -> new Message.Said(number, time, user, text));
  }

  @Override
  public void left(User user, int members) {
    online = members;
    tell(0, (number, time) -> new Message.Left(number, time, user, members));
  }

  @Override
  public void notice(String text) {
    if (accepted == null) {
      lastWords = text;
    }
    tell(text.length(), (number, time) -> new Message.Notice(number, time, text));
  }

  @Override
  public void ended() {
    end.run();
  }

  private interface Telling {
    Message at(long number, Instant time);
  }

  private void tell(int characters, Telling telling) {
    Message message = telling.at(++sequence, clock.instant());
    events.tell(listener -> listener.message(message), characters);
  }
}
