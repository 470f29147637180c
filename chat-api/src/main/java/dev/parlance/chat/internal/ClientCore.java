package dev.parlance.chat.internal;

import dev.parlance.chat.User;

/** A client that has joined, as {@link dev.parlance.chat.ChatClient} promises it. */
public interface ClientCore {

  /** Who this client is in the room. */
  User user();

  /** How many members the room has, or {@link dev.parlance.chat.Message#ONLINE_UNKNOWN}. */
  int online();

  /** Whether messages can be sent. */
  boolean isOpen();

  /** Sends a text that has been checked but for its length; waits while too much is unsent. */
  void send(String text);

  /** Sends a command of the dialect; returns whether the dialect has any. */
  boolean command(String command);

  /** Leaves, and waits a little for the connection to end. */
  void close();
}
