package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A listener, and the peers that met those who connected, in order. */
final class Host {

  private final Bench bench;
  private final Supplier<RecordingPeer> guests;
  private final BlockingQueue<RecordingPeer> met = new LinkedBlockingQueue<>();
  private final Binding binding;

  Host(Bench bench, InetSocketAddress address, Supplier<RecordingPeer> guests) throws IOException {
    this.bench = bench;
    this.guests = guests;
    this.binding = bench.bind(address, this::meet);
  }

  private Peer meet(Link link) {
    RecordingPeer guest = bench.watch(guests.get());
    Peer peer = guest.accepted(link);
    met.add(guest);
    return peer;
  }

  Binding binding() {
    return binding;
  }

  InetSocketAddress address() {
    return binding.address();
  }

  /** Waits for somebody to connect; {@return the peer that met them} */
  RecordingPeer next() throws InterruptedException {
    RecordingPeer peer = met.poll(CallLog.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (peer == null) {
      throw new AssertionError("Waited in vain for somebody to connect");
    }
    return peer;
  }

  /** {@return whether nobody was met but those whom {@link #next} told of} */
  boolean nobodyNew() {
    return met.isEmpty();
  }

  /** {@return two peers that have already heard each other} */
  Pair pair() throws IOException, InterruptedException {
    return pair(new RecordingPeer());
  }

  Pair pair(RecordingPeer client) throws IOException, InterruptedException {
    client.owes("hello");
    bench.connect(address(), client);
    RecordingPeer server = next();
    server.hears("hello");
    server.says("welcome");
    client.hears("welcome");
    return new Pair(client, server);
  }
}
