package dev.parlance.chat.internal;

import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.RecordingHost;
import dev.parlance.chat.spi.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real room and real sessions, without a transport: what peers send and receive is here. */
final class Party {

  /** Watches a room, and does nothing about it. */
  static final RoomWatch NOBODY =
      new RoomWatch() {
        @Override
        public long now() {
          return 0;
        }

        @Override
        public void published() {}

        @Override
        public void filling() {}
      };

  /** Watches a session, and does nothing about it. */
  static final SessionWatch UNTOUCHED =
      new SessionWatch() {
        @Override
        public long now() {
          return 0;
        }

        @Override
        public void joined(Session joined) {}

        @Override
        public void oversized() {}

        @Override
        public void dropped() {}

        @Override
        public void holds(Session held, long due) {}

        @Override
        public boolean isStopping() {
          return false;
        }

        @Override
        public void closed(Session closed, @Nullable Throwable cause) {}
      };

  private final Room room;
  private int port = 5000;

  Party() {
    this(Limits.defaults());
  }

  Party(Limits limits) {
    room = new Room(limits, InstantSource.system(), null, NOBODY);
  }

  Room room() {
    return room;
  }

  /** A peer of this dialect that has connected, from the next port after 5000. */
  Seat seat(Dialect dialect) {
    return new Seat(room, dialect, ++port);
  }

  /** A peer of this dialect that has joined, as {@code name} where the dialect has names. */
  Seat member(Dialect dialect, String name) {
    Seat seat = seat(dialect);
    switch (dialect.name()) {
      case "line" -> seat.sends(name + "\n");
      case "tilde", "datagram", "nick" -> seat.sends(name);
      default -> seat.session.isMember();
    }
    return seat;
  }

  /** One connection. */
  static final class Seat {

    private final Session session;
    private final Dialect dialect;
    private final PickyChannel channel = new PickyChannel();
    private int taken;

    private Seat(Room room, Dialect dialect, int port) {
      this.dialect = dialect;
      Address link = new Address(new InetSocketAddress(loopback(), port));
      boolean datagrams = dialect.framing() == Framing.DATAGRAMS;
      Entrance entrance = new Entrance(0, room.tape(dialect), "here", "none", datagrams);
      session = new Session(room, entrance, link, UNTOUCHED, 0);
      session.open();
    }

    private static InetAddress loopback() {
      try {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      } catch (UnknownHostException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }

    Session session() {
      return session;
    }

    Dialect dialect() {
      return dialect;
    }

    /** What one read brings to the server. */
    Seat sends(String read) {
      return sends(read.getBytes(StandardCharsets.UTF_8));
    }

    Seat sends(byte[] read) {
      session.received(ByteBuffer.wrap(read.clone()));
      return this;
    }

    /** The writes that have come since the last call. */
    List<byte[]> writes() {
      try {
        while (session.pull(channel) == Session.Progress.MORE) {
          // There is more.
        }
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      List<byte[]> all = channel.writes();
      List<byte[]> fresh = new ArrayList<>(all.subList(taken, all.size()));
      taken = all.size();
      return fresh;
    }

    /** All that has come since the last call. */
    String hears() {
      StringBuilder all = new StringBuilder();
      writes().forEach(write -> all.append(new String(write, StandardCharsets.UTF_8)));
      return all.toString();
    }

    /** Has the other end be Parlance's client, whose reads take what the program's take. */
    Ear ear(String name, int read) {
      return new Ear(this, dialect.clientSide(name), read);
    }
  }

  /** Reads what a seat receives by the dialect's client half. */
  static final class Ear implements Framer.Frames {

    private final Seat seat;
    private final ClientSide side;
    private final Framer framer;
    private final int read;
    private final RecordingHost host = new RecordingHost();

    private Ear(Seat seat, ClientSide side, int read) {
      this.seat = seat;
      this.side = side;
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

  private record Address(InetSocketAddress remoteAddress) implements Link {

    @Override
    public InetSocketAddress localAddress() {
      return remoteAddress;
    }

    @Override
    public void wake() {}

    @Override
    public void close() {}

    @Override
    public void abort() {}
  }
}
