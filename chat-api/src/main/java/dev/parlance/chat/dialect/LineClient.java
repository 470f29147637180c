package dev.parlance.chat.dialect;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The client's half of {@link LineDialect}. */
final class LineClient implements ClientSide {

  private static final Pattern WELCOME = Pattern.compile("\\* welcome (\\S+) \\((\\d+) online\\)");
  private static final Pattern MOVED = Pattern.compile("[+-] (\\S+) \\((\\d+) online\\)");

  private final String name;
  private boolean accepted;

  LineClient(String name) {
    this.name = name;
  }

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public void received(ByteBuffer frame, Host host) {
    String line = Texts.string(frame);
    if (accepted) {
      event(line, host);
    } else {
      handshake(line, host);
    }
  }

  private void handshake(String line, Host host) {
    Matcher welcome = WELCOME.matcher(line);
    if (line.equals("* name?")) {
      host.send().text(name).text("\n");
    } else if (welcome.matches()) {
      accepted = true;
      host.accepted(Addresses.user(welcome.group(1)), Addresses.number(welcome.group(2)));
    } else if (line.startsWith("! name ")) {
      host.refused(line.substring(2));
    } else {
      event(line, host);
    }
  }

  private static void event(String line, Host host) {
    Matcher moved = MOVED.matcher(line);
    int colon = line.indexOf(": ");
    if (moved.matches() && line.charAt(0) == '+') {
      host.joined(Addresses.user(moved.group(1)), Addresses.number(moved.group(2)));
    } else if (moved.matches()) {
      host.left(Addresses.user(moved.group(1)), Addresses.number(moved.group(2)));
    } else if (line.startsWith("* ") || line.startsWith("! ")) {
      host.notice(line.substring(2));
    } else if (colon > 0) {
      host.said(Addresses.user(line.substring(0, colon)), line.substring(colon + 2));
    } else {
      host.notice(line);
    }
  }

  @Override
  public void say(ByteBuffer text, Wire out) {
    boolean literal =
        !text.hasRemaining()
            || text.get(text.position()) == '/'
            || Texts.is(text, LineDialect.LEAVE);
    if (literal) {
      out.text(LineDialect.SAY);
    }
    out.bytes(text).text("\n");
  }

  @Override
  public boolean command(String command, Wire out) {
    out.text(command).text("\n");
    return true;
  }

  @Override
  public void leave(Wire out) {
    out.text(LineDialect.LEAVE).text("\n");
  }
}
