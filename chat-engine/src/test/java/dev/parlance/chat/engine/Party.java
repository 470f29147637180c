package dev.parlance.chat.engine;

import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
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
