package dev.parlance.chat.dialect;

import dev.parlance.chat.User;

/**
 * The application behind a client, as its {@link ClientSide} sees it: who is to be told what the
 * server's bytes mean. Numbers of members that the dialect does not tell are given as {@link
 * #UNKNOWN}.
 */
public interface Host {

  /** A number of members that the dialect does not tell. */
  int UNKNOWN = -1;

  /** {@return the client, known by the address of its own end} */
  User self();

  /**
   * Begins a message to the server. What is appended leaves when the current call of the {@link
   * ClientSide} returns, or another message begins.
   */
  Wire send();

  /** The server accepted this client, which is known to others as {@code self}. */
  void accepted(User self, int online);

  /**
   * The server refused the name.
   *
   * @param why as the server put it
   */
  void refused(String why);

  /** Somebody else joined. */
  void joined(User user, int online);

  /** Somebody said something; this client itself, where the dialect echoes. */
  void said(User user, String text);

  /** Somebody else left. */
  void left(User user, int online);

  /** The server announced something, answered, or complained. */
  void notice(String text);

  /**
   * The server said that it ends the connection. For dialects over datagrams: nothing else shows
   * that it has.
   */
  void ended();
}
