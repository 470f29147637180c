package dev.parlance.chat.faults;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.testkit.history.Chronicle;
import dev.parlance.chat.testkit.history.RecordingClient;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A server under attack, with three healthy witnesses: alice and bob exchange numbered lines all
 * the while, and carol listens. When the stage is closed, the witnesses leave, and the chronicle of
 * what they were shown is checked; then the server stops, and threads and descriptors have to be as
 * they were.
 */
final class Stage implements AutoCloseable {

  static {
    for (Carriage carriage : Carriage.values()) {
      Witnesses.warmUp(carriage); // what the JVM opens once for all is no leak
    }
  }

  private final Baseline before = Baseline.now();
  private final Closings closings = new Closings();
  private final Chronicle chronicle = new Chronicle();
  private final List<RecordingClient> clients = new ArrayList<>();
  private final ChatServer server;
  private final Witnesses witnesses;
  private boolean stopped;

  private Stage(ChatServer.Builder builder) {
    server = builder.listener(closings).start();
    witnesses = Witnesses.join(address(), chronicle);
    Baseline.await(() -> closings.joins() == 3, () -> "the application was not told of them");
    witnesses.start();
  }

  static Stage on(Carriage carriage) {
    return on(carriage, Limits.defaults());
  }

  static Stage on(Carriage carriage, Limits limits) {
    return on(carriage, limits, builder -> builder);
  }

  static Stage on(Carriage carriage, Limits limits, UnaryOperator<ChatServer.Builder> more) {
    return new Stage(more.apply(ChatServer.builder().listen(carriage.tcp(), 0).limits(limits)));
  }

  /** A stage whose server also listens to datagrams, at {@link #datagramAddress}. */
  static Stage withDatagrams(Carriage carriage, Limits limits) {
    return on(
        carriage, limits, builder -> builder.listen(carriage.udp(), 0, new DatagramDialect()));
  }

  ChatServer server() {
    return server;
  }

  Closings closings() {
    return closings;
  }

  Chronicle chronicle() {
    return chronicle;
  }

  Witnesses witnesses() {
    return witnesses;
  }

  InetSocketAddress address() {
    return server.addresses().get(0);
  }

  InetSocketAddress datagramAddress() {
    return server.addresses().get(1);
  }

  /** Connects somebody who has sent nothing yet. */
  RecordingClient stranger() {
    return keep(RecordingClient.connect(address()));
  }

  /** Connects somebody with the smallest of receive buffers who does not read, and joins. */
  RecordingClient deaf(String name) {
    RecordingClient deaf = keep(RecordingClient.connect(address(), 1024));
    deaf.awaitText("* name?\n").sends(name + "\n").awaitText("* welcome " + name);
    return deaf.stopsReading();
  }

  /** Has somebody join whose history is checked with those of the witnesses. */
  RecordingClient member(String name) {
    return keep(RecordingClient.join(address(), chronicle.member(name)));
  }

  /** Has somebody join whose history is not recorded. */
  RecordingClient joined(String name) {
    return stranger()
        .awaitText("* name?\n")
        .sends(name + "\n")
        .awaitText("* welcome " + name + " (");
  }

  <T extends RecordingClient> T keep(T client) {
    synchronized (clients) {
      clients.add(client);
    }
    return client;
  }

  /** Waits for the end of a client's connection; {@return the reason the application was told} */
  CloseReason reason(RecordingClient client) {
    return closings.of(client.address());
  }

  /** Announces a text as soon as the room takes it. */
  void announce(String text) {
    Baseline.await(() -> server.broadcast(text), () -> "the room takes nothing");
  }

  /** Says that the server was stopped by the test: the witnesses were shown its end. */
  void stopped() {
    stopped = true;
  }

  /** Waits until only the witnesses are there, and has all that was promised checked. */
  @Override
  public void close() {
    try (server) {
      if (stopped) {
        witnesses.endWithServer();
      } else {
        Baseline.await(() -> server.online() == 3, () -> "online: " + server.users());
        witnesses.leave();
      }
      chronicle.check();
    } finally {
      witnesses.close();
      clients.forEach(RecordingClient::close);
    }
    closings.assertSound();
    before.awaitReturn();
  }
}
