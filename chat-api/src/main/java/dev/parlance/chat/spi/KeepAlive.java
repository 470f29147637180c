package dev.parlance.chat.spi;

import java.io.IOException;
import java.net.SocketOption;
import java.util.Map;
import java.util.Set;

/**
 * How soon TCP finds out that a silent peer is not there any more, and sent neither FIN nor RST:
 * its machine lost power, or the way to it is cut.
 *
 * <p>By itself the operating system first asks after two hours (RFC 9293, section 3.8.4). With
 * these options it asks after a minute of silence, then every ten seconds, and gives up after six
 * questions: two minutes in all. That is for a connection on which nothing is under way; what was
 * sent and not acknowledged it repeats for as long as it pleases (Linux: about fifteen minutes),
 * unless the peer is closed before as it takes nothing.
 */
public final class KeepAlive {

  private static final Map<String, Integer> SECONDS_OR_COUNT =
      Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 6);

  private KeepAlive() {}

  /** A socket's method that sets an option. */
  @FunctionalInterface
  public interface Setter {

    /**
     * Sets {@code option}.
     *
     * @throws IOException if the socket does
     */
    void set(SocketOption<Integer> option, Integer value) throws IOException;
  }

  /**
   * Sets those of the options that a socket supports. They are found by name, since the module that
   * declares them (jdk.net) may be absent. They have no effect without {@link
   * java.net.StandardSocketOptions#SO_KEEPALIVE}.
   *
   * <p>Set on a listening socket, they hold for the connections that it accepts where these inherit
   * them, as on Linux.
   *
   * @param supported what the socket says that it supports
   * @param socket sets an option of the socket
   * @throws IOException if {@code socket} does
   */
  public static void tune(Set<SocketOption<?>> supported, Setter socket) throws IOException {
    for (SocketOption<?> option : supported) {
      Integer value = SECONDS_OR_COUNT.get(option.name());
      if (value != null && option.type() == Integer.class) {
        @SuppressWarnings("unchecked") // its type was looked at
        SocketOption<Integer> number = (SocketOption<Integer>) option;
        socket.set(number, value);
      }
    }
  }
}
