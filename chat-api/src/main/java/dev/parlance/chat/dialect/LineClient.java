package dev.parlance.chat.dialect;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The client's half of {@link LineDialect}. */
final class LineClient implements ClientSide {

  private static final Pattern WELCOME = Pattern.compile("\\* welcome (\\S+) \\((\\d+) online\\)");
  private static final Pattern MOVED = Pattern.compile("[+-] (\\S+) \\((\\d+) online\\)");

  private final String name;
  private char @Nullable [] secret;
  private boolean accepted;

  LineClient(String name, char @Nullable [] secret) {
    this.name = name;
    this.secret = secret;
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
      introduce(host.send());
    } else if (welcome.matches()) {
      accepted = true;
      host.accepted(Addresses.user(welcome.group(1)), Addresses.number(welcome.group(2)));
    } else if (line.startsWith("! name ")) {
      host.refused(line.substring(2));
    } else {
      event(line, host);
    }
  }

  /** Sends the secret once: a server that asks again gets the name alone. */
  private void introduce(Wire out) {
    char[] known = secret;
    secret = null;
    if (known == null) {
      out.text(name).text("\n");
    } else {
      ByteBuffer bytes = ByteBuffer.allocate(3 * known.length);
      CoderResult unused =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .encode(CharBuffer.wrap(known), bytes, true);
      bytes.flip();
      out.text(LineDialect.LOGIN).text(" ").text(name).text(" ").bytes(bytes).text("\n");
      Arrays.fill(bytes.array(), (byte) 0);
      Arrays.fill(known, '\0');
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
    boolean literal = !text.hasRemaining() || Texts.is(text, LineDialect.LEAVE);
    if (literal || LineDialect.isCommand(text)) {
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
