package dev.parlance.chat.examples.console;

import dev.parlance.chat.dialect.Dialect;
import picocli.CommandLine.ITypeConverter;

/**
 * Where and how a server listens: {@code [TRANSPORT/]DIALECT[@HOST:PORT]}.
 *
 * @param carriage the transport, {@code nio} where none is named
 * @param dialect the dialect
 * @param place the loopback address and the dialect's own port where none is named
 */
record ListenSpec(Carriage carriage, Dialect dialect, Place place) {

  static final String FORM = "[TRANSPORT/]DIALECT[@HOST:PORT]";

  static ListenSpec parse(String text) {
    int at = text.indexOf('@');
    String how = at < 0 ? text : text.substring(0, at);
    int slash = how.indexOf('/');
    Carriage carriage = slash < 0 ? Carriage.NIO : Carriage.named(how.substring(0, slash));
    Dialect dialect = Dialects.named(how.substring(slash + 1));
    int port = dialect.defaultPort();
    Place place =
        at < 0 ? new Place(Place.LOOPBACK, port) : Place.parse(text.substring(at + 1), port);
    return new ListenSpec(carriage, dialect, place);
  }

  /** Reads a place to listen at from an option. */
  static final class Converter implements ITypeConverter<ListenSpec> {
    @Override
    public ListenSpec convert(String text) {
      return parse(text);
    }
  }
}
