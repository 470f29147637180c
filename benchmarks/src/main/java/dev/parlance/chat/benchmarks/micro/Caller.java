package dev.parlance.chat.benchmarks.micro;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A member on a {@link StillTransport}. */
public final class Caller implements Link {

  private final StillTransport transport;
  private final Peer peer;
  private final int number;

  Caller(StillTransport transport, Acceptor acceptor, int number, String name) throws IOException {
    this.transport = transport;
    this.number = number;
    this.peer = Objects.requireNonNull(acceptor.accepted(this), "turned away");
    peer.received(ByteBuffer.wrap((name + "\n").getBytes(StandardCharsets.UTF_8)));
    drain(new Nowhere());
  }

  /** {@return whether the room would read from this member now} */
  public boolean isWelcome() {
    return peer.ready();
  }

  /** Says what the buffer holds, with its line feed, and leaves the buffer as it was. */
  public void say(ByteBuffer line) {
    int position = line.position();
    int limit = line.limit();
    peer.received(line);
    line.limit(limit).position(position);
  }

  /** Takes all that the member is owed. */
  public void drain(GatheringByteChannel channel) throws IOException {
    Peer.Progress progress = Peer.Progress.MORE;
    while (progress == Peer.Progress.MORE) {
      progress = peer.pull(channel);
    }
  }

  /** Lets the room know that the member is gone. */
  public void leave() {
    peer.closed(null);
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1024 + number);
  }

  @Override
  public InetSocketAddress localAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  }

  @Override
  public void wake() {
    transport.linkCalled();
  }

  @Override
  public void close() {
    transport.linkCalled();
  }

  @Override
  public void abort() {
    transport.linkCalled();
  }
}
