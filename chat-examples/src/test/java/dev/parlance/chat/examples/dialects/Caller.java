package dev.parlance.chat.examples.dialects;

/** Somebody at the other end of a connection who knows nothing of Parlance: bytes out, bytes in. */
interface Caller extends AutoCloseable {

  /** How long anything may take before the test gives up. */
  int PATIENCE_SECONDS = 15;

  /** Sends what a program would send by one call. */
  void says(String text);

  /** Waits for as many bytes as {@code expected} has; they must be the same. */
  void hears(String expected);

  /** Ends the output in good order, as a program does that closes its socket. */
  void hangsUp();

  /** Ends the connection with a reset, as a program does that is killed with unread input. */
  void breaksOff();

  /** Waits for the end of the input, with nothing before it. */
  void hearsTheEnd();

  /** The port that the server sees. */
  int port();

  @Override
  void close();

  /** As members without a name are known. */
  default String address() {
    return "127.0.0.1:" + port();
  }
}
