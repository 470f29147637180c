package dev.parlance.chat.examples.console;

import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.TildeDialect;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The dialects that the command line knows by name; the first is the default. */
final class Dialects {

  private static final List<Dialect> ALL =
      List.of(
          new LineDialect(),
          new TildeDialect(),
          new CountedDialect(),
          new DatagramDialect(),
          new AddressDialect(),
          new NickDialect());

  private Dialects() {}

  /** Returns the default. */
  static Dialect standard() {
    return ALL.get(0);
  }

  /** Finds the dialect of that name, or says which ones there are. */
  static Dialect named(String name) {
    return ALL.stream()
        .filter(dialect -> dialect.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "unknown dialect '" + name + "': one of " + String.join(", ", names())));
  }

  /** Returns all names, that of the default first. */
  static List<String> names() {
    return ALL.stream().map(Dialect::name).toList();
  }

  /** Reads a dialect from an option. */
  static final class Converter implements ITypeConverter<Dialect> {
    @Override
    public Dialect convert(String name) {
      return named(name);
    }
  }

  /** Lists the names, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }
}
