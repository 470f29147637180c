package dev.parlance.chat.internal;

import dev.parlance.chat.Limits;
import dev.parlance.chat.StopReport;
import dev.parlance.chat.User;
import java.net.InetSocketAddress;
import java.util.List;

/** A running server, as {@link dev.parlance.chat.ChatServer} promises it. */
public interface ServerCore {

  /** Where the server listens, in the order asked for, with the real ports. */
  List<InetSocketAddress> addresses();

  /** What bounds everything here. */
  Limits limits();

  /** Says something to all; returns whether it was accepted. */
  boolean broadcast(String text);

  /** The members, in the order of joining. */
  List<User> users();

  /** How many members there are. */
  int online();

  /** Who removes, bans and mutes. */
  ServerWarden warden();

  /** The server in numbers. */
  ServerFigures figures();

  /** Stops, once; returns what became of the connections. */
  StopReport stop();
}
