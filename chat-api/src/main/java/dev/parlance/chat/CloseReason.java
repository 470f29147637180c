package dev.parlance.chat;

/** Why a connection ended. Every connection ends for exactly one of these. */
public enum CloseReason {
  /** The client said that it leaves. */
  CLIENT_QUIT,
  /** The other side ended the connection without a word. */
  PEER_CLOSED,
  /** The connection broke: a reset, or another failure of the network. */
  CONNECTION_LOST,
  /** No name was accepted within the time that {@link Limits#nameDeadline} gives. */
  NAME_TIMEOUT,
  /** Too much was sent before a name was accepted. */
  NAME_REFUSED,
  /** What was sent is another protocol: HTTP, TLS, or no text at all. */
  WRONG_PROTOCOL,
  /** A line went on and on without an end. */
  LINE_TOO_LONG,
  /** The member fell further behind the room than the window that is kept for members. */
  SLOW_CONSUMER,
  /** The member was owed something and took nothing of it for {@link Limits#stall}. */
  STALLED,
  /**
   * Nothing was heard from the member, who sends datagrams, for {@link Limits#idle} or while it was
   * sent {@link Limits#bytesPerDatagram}.
   */
  IDLE,
  /** The application removed the member. */
  KICKED,
  /** The application banned the address, or the name that was asked for or in use. */
  BANNED,
  /** The {@link Authenticator} refused too often. */
  LOGIN_REFUSED,
  /** The owner of the name joined by it over another connection. */
  TAKEN_OVER,
  /** The server is full: it has {@link Limits#members} connections. */
  TOO_MANY,
  /**
   * There are too many connections from one address: {@link Limits#perAddress} in all, {@link
   * Limits#unnamedPerAddress} without a name, or {@link Limits#newPerAddress} within a minute.
   */
  TOO_MANY_FROM_ADDRESS,
  /**
   * More was sent than {@link Limits#linesPerSecond} allows, and for longer than {@link
   * Limits#patience}.
   */
  FLOOD,
  /** The server stopped, and the member had received all that it was owed. */
  SERVER_STOPPED,
  /** The server stopped, and the member did not take what it was owed in time. */
  STOP_TIMEOUT,
  /**
   * This side closed the connection; the reason that a {@link ChatClient} is told of its own close.
   */
  CLOSED,
  /** Something failed inside the server or client. A defect; the log has its trace. */
  INTERNAL_ERROR
}
