package dev.parlance.chat.examples.console;

import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The transports that the command line knows by name. */
enum Carriage {
  NIO,
  SOCKET;

  /** Makes a transport that carries {@code dialect}. */
  Transport transportFor(Dialect dialect) {
    boolean datagrams = isDatagrams(dialect);
    return switch (this) {
      case NIO -> datagrams ? NioTransport.udp() : NioTransport.tcp();
      case SOCKET -> datagrams ? SocketTransport.udp() : SocketTransport.tcp();
    };
  }

  static boolean isDatagrams(Dialect dialect) {
    return dialect.framing() == Framing.DATAGRAMS;
  }

  /** Finds the transport of that name, or says which ones there are. */
  static Carriage named(String name) {
    return Arrays.stream(values())
        .filter(carriage -> carriage.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException("unknown transport '" + name + "': one of " + names()));
  }

  private static String names() {
    return Arrays.stream(values()).map(Carriage::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a transport from an option. */
  static final class Converter implements ITypeConverter<Carriage> {
    @Override
    public Carriage convert(String name) {
      return named(name);
    }
  }
}
