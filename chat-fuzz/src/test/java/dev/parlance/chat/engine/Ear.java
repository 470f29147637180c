package dev.parlance.chat.engine;

import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.RecordingHost;
import dev.parlance.chat.engine.Party.Seat;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads what a seat receives by the dialect's client half. */
final class Ear implements Framer.Frames {

  private final Seat seat;
  private final ClientSide side;
  private final Framer framer;
  private final int read;
  private final RecordingHost host = new RecordingHost();

  /** Has the other end be Parlance's client, whose reads take what the program's take. */
  Ear(Seat seat, String name, int read) {
    this.seat = seat;
    this.side = seat.dialect().clientSide(name);
    this.read = read;
    this.framer = new Framer(side.framing(), 16_384, 65_536);
    side.opened(host);
  }

  /** What the client half told of all that came since the last call. */
  List<String> told() {
    return told(seat.writes());
  }

  /** What the client half tells of these writes. */
  List<String> told(List<byte[]> writes) {
    for (byte[] write : writes) {
      boolean datagrams = side.framing() == Framing.DATAGRAMS;
      for (int at = 0; at < (datagrams ? 1 : write.length); at += read) {
        int size = Math.min(read, write.length - at);
        framer.feed(ByteBuffer.wrap(write.clone(), at, size), this);
      }
    }
    return host.told();
  }

  @Override
  public void frame(ByteBuffer frame) {
    side.received(frame, host);
  }

  @Override
  public void tooLong() {
    throw new AssertionError("a frame that is too long for the client");
  }

  @Override
  public void endless() {
    throw new AssertionError("a line without an end");
  }

  @Override
  public boolean wantsMore() {
    return true;
  }
}
