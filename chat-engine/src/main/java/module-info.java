/** What runs the servers and clients of Parlance; found by its API, and of no use without it. */
module dev.parlance.chat.engine {
  requires dev.parlance.chat;
  requires static jdk.jfr; // events are recorded where it is
  requires org.slf4j;

  provides dev.parlance.chat.internal.Engine with
      dev.parlance.chat.engine.RoomEngine;
}
