package dev.parlance.chat.examples.demo;

import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.TildeDialect;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What goes over the wire in each dialect, as its programs know it: written down here, and not
 * asked of Parlance's own encoders, so that the demo checks them. A {@code ¶} stands for a line
 * feed and a {@code ␍} for a carriage return.
 */
@SuppressWarnings("ImmutableEnumChecker") // The map is, and dialects are values.
enum Tongue {
  LINE(
      new LineDialect(),
      """
      greeting * name?¶
      name     {name}¶
      welcome  * welcome {name} ({online} online)¶
      joined   + {name} ({online} online)¶
      text     {text}¶
      said     {name}: {text}¶
      left     - {name} ({online} online)¶
      notice   * {text}¶
      stopping * server is shutting down¶
      """),
  TILDE(
      new TildeDialect(),
      """
      name     {name}
      welcome  server ~ {name} has joined
      joined   server ~ {name} has joined
      text     {text}
      said     {name} ~ {text}
      left     server ~ {name} has left the chat.
      notice   server ~ {text}
      stopping server ~ Server is shutting down.
      """),
  COUNTED(
      new CountedDialect(),
      """
      welcome  > Conncted to the chat server({users} online)¶[You]\s
      joined   > New user {name} entered ({users} onlione)¶
      text     {text}¶
      said     [{name}] {text}¶
      left     < The user {name} left ({users} online)¶
      notice   {text}¶
      """),
  DATAGRAM(
      new DatagramDialect(),
      """
      name     {name}
      welcome  [SERVER] {name} has joined the chat.
      joined   [SERVER] {name} has joined the chat.
      text     {text}
      said     {name} ~ {text}
      left     [SERVER] {name} has left the chat.
      notice   [SERVER] {text}
      stopping [SERVER] Server is shutting down.
      """),
  ADDRESS(
      new AddressDialect(),
      """
      joined   [{name}] entered room¶
      text     {text}¶
      said     ␍<{quoted}> {text}¶
      left     Client ({plain}) is offline
      notice   {text}¶
      """),
  NICK(
      new NickDialect(),
      """
      greeting NICK
      name     {name}
      welcome  {name} joined!Connected to server!
      joined   {name} joined!
      text     {name}: {text}
      said     {name}: {text}
      left     {name} left!
      notice   {text}
      """);

  private static final int KEY = 9;

  private final Dialect dialect;
  private final Map<String, String> phrases;

  Tongue(Dialect dialect, String phrases) {
    this.dialect = dialect;
    this.phrases =
        phrases
            .lines()
            .collect(
                Collectors.toUnmodifiableMap(
                    line -> line.substring(0, KEY).strip(),
                    line -> line.substring(KEY).replace('¶', '\n').replace('␍', '\r')));
  }

  Dialect dialect() {
    return dialect;
  }

  boolean isDatagrams() {
    return dialect.framing() == Framing.DATAGRAMS;
  }

  /** What whoever connects is told before anything else. */
  String greeting() {
    return phrase("greeting");
  }

  /** How one gives one's name; nothing where there are no names. */
  String name(String own) {
    return phrase("name").replace("{name}", own);
  }

  /** What one receives when one has joined. */
  String welcome(Identity own, int online) {
    return count(own.in(phrase("welcome")), online);
  }

  /** What one receives when somebody else joins. */
  String joined(Identity who, int online) {
    return count(who.in(phrase("joined")), online);
  }

  /** How one says a text. */
  String text(Identity own, String text) {
    return own.in(phrase("text")).replace("{text}", text);
  }

  /** What one receives when somebody says a text. */
  String said(Identity who, String text) {
    return who.in(phrase("said")).replace("{text}", text);
  }

  /** What one receives when somebody leaves. */
  String left(Identity who, int online) {
    return count(who.in(phrase("left")), online);
  }

  /** What one receives when the application announces something. */
  String notice(String text) {
    return phrase("notice").replace("{text}", text);
  }

  /** What one receives last; nothing where the dialect has no word for it. */
  String stopping() {
    return phrase("stopping");
  }

  private String phrase(String key) {
    return phrases.getOrDefault(key, "");
  }

  private static String count(String phrase, int online) {
    return phrase
        .replace("{online}", Integer.toString(online))
        .replace("{users}", online + (online > 1 ? " users" : " user"));
  }
}
