package dev.parlance.chat.testkit;

/** The two ends of one link. */
record Pair(RecordingPeer client, RecordingPeer server) {

  /** Goes to and fro, so that whatever else the transport had to do has had its turn. */
  void pingPong(int times) {
    for (int i = 0; i < times; i++) {
      client.says("ping " + i);
      server.hears("ping " + i);
      server.says("pong " + i);
      client.hears("pong " + i);
    }
  }

  void pingPong() {
    pingPong(20);
  }

  /** Aborts both ends and waits until both are told. */
  void abort() {
    client.link().abort();
    server.link().abort();
    client.awaitClosed();
    server.awaitClosed();
  }
}
