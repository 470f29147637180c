package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.nio.ByteBuffer;

/**
 * A wire format: how a room's events look as bytes, and what a peer's bytes mean.
 *
 * <p>The first group of methods turns the events of a room into bytes. Each event is encoded once
 * for all members that speak the dialect, so these methods depend on their arguments alone. They
 * are called under the room's lock: they must be quick, must not block, and must append to {@code
 * out} only. An event for which nothing is appended is not sent. An event that the framing would
 * tear (a line feed inside a line) never reaches them: the core refuses such text beforehand.
 *
 * <p>The second group makes the two halves of the protocol, which interpret what a peer sends.
 *
 * <p>A dialect itself is immutable and may serve any number of rooms and threads.
 */
public interface Dialect {

  /** {@return the dialect's name in lower case, as users type it: "line"} */
  String name();

  /** {@return the port that peers of this dialect expect, 1 to 65535} */
  int defaultPort();

  /** {@return how frames are told apart} */
  Framing framing();

  /**
   * {@return whether members are shown their own joining and their own messages like everybody
   * else's}
   */
  boolean echoes();

  /**
   * Somebody joined. Shown to all members, the one who joined included if the dialect {@link
   * #echoes}.
   *
   * @param online members in the room, the new one included
   */
  void joined(User user, int online, Wire out);

  /**
   * Shown to the member that joined, and to nobody else, after its own {@link #joined} event or,
   * where the dialect does not echo, in place of it. Nothing unless overridden.
   *
   * @param online members in the room, the new one included
   */
  default void welcome(User user, int online, Wire out) {}

  /**
   * Somebody said something. Shown to all members, the author included if the dialect {@link
   * #echoes}.
   *
   * @param text valid UTF-8 without control characters except the tabulator, from position to
   *     limit, which must be left as they are
   */
  void said(User user, ByteBuffer text, Wire out);

  /**
   * Somebody left. Shown to the members that remain.
   *
   * @param online members in the room, without the one who left
   */
  void left(User user, int online, Wire out);

  /** The application announces something to all members. */
  void notice(String text, Wire out);

  /** The server stops: the last that any member is shown. */
  void stopping(Wire out);

  /** Something is wrong with what one peer sent; shown to that peer alone. */
  void problem(String text, Wire out);

  /** {@return the server's half for one new connection; one without state may be shared} */
  ServerSide serverSide();

  /**
   * {@return the client's half for one new connection}
   *
   * @param name the name to join by; a dialect whose members have no names ignores it
   */
  ClientSide clientSide(String name);

  /**
   * {@return the client's half for one new connection that logs in}
   *
   * <p>Unless overridden, throws.
   *
   * @param name the name to join by
   * @param secret valid UTF-16 without control characters, not empty; the callee may keep it, and
   *     should overwrite it when it has been sent
   * @throws IllegalArgumentException if the dialect carries no secrets, or not with this name
   */
  default ClientSide clientSide(String name, char[] secret) {
    throw new IllegalArgumentException("dialect " + name() + " carries no secret");
  }
}
