package dev.parlance.chat;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Hears what happens: in a server's room, or in the room that a client joined. Override what is of
 * interest.
 *
 * <p>All calls to a listener come one at a time, in the order of the sequence, on one thread of the
 * server or client that it was given to. A callback may call any method of that server or client.
 * One that throws is logged, and the next message comes as usual. One that blocks delays this
 * listener and nobody else: a server keeps up to {@value #BACKLOG} messages for it and then drops
 * the oldest, telling how many by {@link #missed}; a client stops reading from its connection until
 * the listener is back.
 *
 * <p>Callbacks may come before {@link ChatServer.Builder#start} or {@link
 * ChatClient.Builder#connect(String, int, String, Listener) connect} has returned: peers are served
 * as soon as a server is bound, and rooms do not wait for a client. One that needs the server or
 * client it belongs to is given by a function of it, {@code Bot::new} say: see {@link
 * ChatServer.Builder#listener(java.util.function.Function)} and {@link
 * ChatClient.Builder#connect(String, int, String, java.util.function.Function)}. When these throw,
 * a server's listener may have been told of peers that came in the meantime, and a client's of
 * notices, which is how a server explains itself; neither is called again after they threw, but for
 * calls that were already waiting.
 */
public interface Listener {

  /** How many calls wait for a listener that is busy. */
  int BACKLOG = 65_536;

  /** How many characters of text those calls hold, at most, or one call if that holds more. */
  int BACKLOG_CHARACTERS = 16 << 20;

  /** {@return a listener that hands every message to {@code consumer}} */
  static Listener of(Consumer<? super Message> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    return new Listener() {
      @Override
      public void message(Message message) {
        consumer.accept(message);
      }
    };
  }

  /**
   * {@return a listener that hands every message to {@code consumer} as a {@linkplain Message#line
   * line} for people: {@code Listener.lines(System.out::println)}}
   */
  static Listener lines(Consumer<? super String> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    return of(message -> consumer.accept(message.line()));
  }

  /** Hears every message. Unless overridden, hands it to the method for its kind. */
  default void message(Message message) {
    if (message instanceof Message.Said said) {
      said(said);
    } else if (message instanceof Message.Joined joined) {
      joined(joined);
    } else if (message instanceof Message.Left left) {
      left(left);
    } else if (message instanceof Message.Notice notice) {
      notice(notice);
    }
  }

  /** Somebody joined: on a server once for each accepted name; on a client, somebody else. */
  default void joined(Message.Joined joined) {}

  /** Somebody said something: on a client also oneself, where the dialect echoes. */
  default void said(Message.Said said) {}

  /** Somebody left: on a server once for each that joined; on a client, somebody else. */
  default void left(Message.Left left) {}

  /** The server announced something; on a client also what the server answered or complained of. */
  default void notice(Message.Notice notice) {}

  /**
   * A connection ended. On a server called once for every connection that was accepted, after the
   * member's {@link #left}. On a client called once, as the last call of all, with the client
   * itself as the user; not if its name was never accepted, as {@code connect} throws then. Unless
   * overridden, hands user and reason to {@link #closed(User, CloseReason)}.
   *
   * <p>Strangers can be refused as often as they like to come, and need not even exist where
   * datagrams are listened to. So of those that are refused without a word, while more than {@value
   * #BACKLOG} / 16 calls wait, this listener is not told one by one: they are counted where all
   * others are ({@link Metrics.Connections#closes}), and {@link #missed} tells how many they were.
   */
  default void closed(Closed end) {
    closed(end.user(), end.reason());
  }

  /** A connection ended: what matters most of {@link #closed(Closed)}. */
  default void closed(User user, CloseReason reason) {}

  /**
   * A server's listener was so far behind that {@code count} calls were dropped; they would have
   * come before the next one, or, of connections that were refused, before some of the last.
   */
  default void missed(long count) {}
}
