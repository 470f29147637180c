package dev.parlance.chat.examples.console;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A host and a port as people type them: {@code localhost}, {@code 9000}, {@code :9000}, {@code
 * localhost:9000}, {@code [::1]}, {@code [::1]:9000}.
 *
 * @param host a name or a numeric address, IPv6 without brackets
 * @param port 0 to 65535, or {@link #NO_PORT}
 */
record Place(String host, int port) {

  static final String LOOPBACK = "127.0.0.1";

  /** Stands where no port was given. */
  static final int NO_PORT = -1;

  private static final int HIGHEST_PORT = 65535;

  /** Reads {@code [HOST][:PORT]}; what is left out is the loopback address, and {@code port}. */
  static Place parse(String text, int port) {
    if (text.isEmpty()) {
      throw new TypeConversionException("an address is missing: [HOST][:PORT]");
    }
    if (isDigits(text)) {
      return new Place(LOOPBACK, port(text));
    }
    if (text.startsWith("[")) {
      return bracketed(text, port);
    }
    int colon = text.indexOf(':');
    if (colon != text.lastIndexOf(':')) {
      throw new TypeConversionException(
          "'" + text + "': an IPv6 address stands in brackets, [::1]:7777");
    }
    if (colon < 0) {
      return new Place(text, port);
    }
    String host = colon == 0 ? LOOPBACK : text.substring(0, colon);
    return new Place(host, port(text.substring(colon + 1)));
  }

  private static Place bracketed(String text, int port) {
    int end = text.indexOf(']');
    String rest = text.substring(end + 1);
    if (end < 2 || !(rest.isEmpty() || rest.startsWith(":"))) {
      throw new TypeConversionException("'" + text + "': expected [IPV6] or [IPV6]:PORT");
    }
    return new Place(text.substring(1, end), rest.isEmpty() ? port : port(rest.substring(1)));
  }

  private static int port(String digits) {
    if (isDigits(digits) && digits.length() <= 5 && Integer.parseInt(digits) <= HIGHEST_PORT) {
      return Integer.parseInt(digits);
    }
    throw new TypeConversionException("'" + digits + "' is no port: 0 to " + HIGHEST_PORT);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Returns this place with this port, unless it has one. */
  Place orAt(int usual) {
    return port == NO_PORT ? withPort(usual) : this;
  }

  /** Returns this place with the port that it really got. */
  Place withPort(int real) {
    return new Place(host, real);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /** Reads the address of a server from an argument. */
  static final class Converter implements ITypeConverter<Place> {
    @Override
    public Place convert(String text) {
      return parse(text, NO_PORT);
    }
  }
}
