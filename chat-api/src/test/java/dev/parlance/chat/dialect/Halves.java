package dev.parlance.chat.dialect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hands frames to one half of a dialect, and gives back what it does with them. */
final class Halves {

  private Halves() {}

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What a dialect appends, as one string. */
  static String written(Consumer<Wire> encoding) {
    return String.join("", messages(encoding));
  }

  /** What a dialect appends, message by message. */
  static List<String> messages(Consumer<Wire> encoding) {
    Wire out = new Wire();
    encoding.accept(out);
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < out.messages(); i++) {
      messages.add(new String(out.toByteArray(i), StandardCharsets.UTF_8));
    }
    return messages;
  }

  /** Opens the server's half, and hands it frames; returns all that it asks for. */
  static List<String> served(Dialect dialect, String... frames) {
    RecordingGuest guest = new RecordingGuest();
    ServerSide side = dialect.serverSide();
    side.opened(guest);
    for (String frame : frames) {
      side.received(bytes(frame), guest);
    }
    return guest.asked();
  }

  /** Opens the client's half of alice, and hands it frames; returns all that it tells. */
  static List<String> heard(Dialect dialect, String... frames) {
    return heard(dialect, new RecordingHost(), frames);
  }

  static List<String> heard(Dialect dialect, RecordingHost host, String... frames) {
    ClientSide side = dialect.clientSide("alice");
    side.opened(host);
    for (String frame : frames) {
      side.received(bytes(frame), host);
    }
    side.ended(ByteBuffer.allocate(0), host);
    return host.told();
  }
}
