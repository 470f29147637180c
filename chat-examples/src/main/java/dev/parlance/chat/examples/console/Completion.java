package dev.parlance.chat.examples.console;

import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/** Completes names by Tab, and commands where a line begins with a slash. */
final class Completion implements Completer {

  private static final List<String> COMMANDS = List.of("/help", "/quit", "/say", "/who");

  private final Roster roster;

  Completion(Roster roster) {
    this.roster = roster;
  }

  /** {@return how to find the word at the cursor: between spaces, whatever is in it} */
  static Parser words() {
    return new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String begun = line.word().substring(0, line.wordCursor()).toLowerCase(Locale.ROOT);
    boolean first = line.wordIndex() == 0;
    if (first && begun.startsWith("/")) {
      COMMANDS.stream()
          .filter(command -> command.startsWith(begun))
          .forEach(command -> candidates.add(new Candidate(command)));
    } else if (!begun.isEmpty()) {
      roster.names().stream()
          .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(begun))
          .forEach(name -> candidates.add(new Candidate(first ? name + ":" : name)));
    }
  }
}
