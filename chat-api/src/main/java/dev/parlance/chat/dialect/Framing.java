package dev.parlance.chat.dialect;

/** How the bytes of a peer fall into frames, and how messages are handed to the network. */
public enum Framing {

  /**
   * A frame is a line, ended by a line feed; one carriage return before that belongs to the ending.
   * Neither is part of the frame. On the way out, messages that are due together leave in one
   * write.
   */
  LINES,

  /**
   * A frame is what one read brought, except that a UTF-8 character cut in two by the read waits
   * for its rest. TCP may glue messages together and cut them anywhere; dialects without framing
   * live with that. On the way out, each message is a write of its own.
   */
  CHUNKS,

  /** A frame is a datagram. On the way out, each message is a datagram. */
  DATAGRAMS
}
