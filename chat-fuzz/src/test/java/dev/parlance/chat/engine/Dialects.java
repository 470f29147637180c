package dev.parlance.chat.engine;

import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.TildeDialect;
import java.util.List;

/** All that there are. */
final class Dialects {

  static final List<Dialect> ALL =
      List.of(
          new LineDialect(),
          new TildeDialect(),
          new CountedDialect(),
          new DatagramDialect(),
          new AddressDialect(),
          new NickDialect());

  private Dialects() {}
}
