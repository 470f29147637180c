package dev.parlance.chat.examples.demo;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.StopReport;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * What happens in the demo, and the check that everybody sees it: each step waits until all have
 * seen what they should, word by word, and nothing else. No step waits for a time.
 */
final class Play implements Closeable {

  /** A part: what its server's end is, and what it says when it is its turn. */
  private record Part(Tongue tongue, String name, String transport, String text) {}

  private static final String NIO = "TCP NIO";
  private static final String BLOCKING = "TCP blocking";
  private static final String UDP = "UDP NIO";

  private static final List<Part> PARTS =
      List.of(
          new Part(Tongue.LINE, "lena", NIO, "hi everybody"),
          new Part(Tongue.TILDE, "tim", NIO, "hello lena, nice colon"),
          new Part(Tongue.COUNTED, "", NIO, "I am but an address"),
          new Part(Tongue.ADDRESS, "", BLOCKING, "so am I, by other threads"),
          new Part(Tongue.NICK, "nora", BLOCKING, "same room, other words"),
          new Part(Tongue.DATAGRAM, "dora", UDP, "こんにちは by datagram 🎉"));

  private final Stage stage;
  private final ChatServer server;
  private final List<Actor> actors = new ArrayList<>();
  private int events;

  /** Starts the server, and waits for the curtain. */
  Play(Stage stage) {
    this.stage = stage;
    Transport nio = NioTransport.tcp();
    Transport blocking = SocketTransport.tcp();
    ChatServer.Builder builder = ChatServer.builder();
    for (Part part : PARTS) {
      Transport tcp = part.transport().equals(BLOCKING) ? blocking : nio;
      Transport transport = part.tongue().isDatagrams() ? NioTransport.udp() : tcp;
      builder.listen(transport, 0, part.tongue().dialect());
    }
    server = builder.start();
  }

  /** {@return who is, or was, in the room} */
  List<Actor> actors() {
    return actors;
  }

  /** Plays from the first joining to the end of the server; returns the summary. */
  String perform() throws IOException {
    for (int i = 0; i < PARTS.size(); i++) {
      join(PARTS.get(i), server.addresses().get(i).getPort());
    }
    for (int i = 0; i < PARTS.size(); i++) {
      say(actors.get(i), PARTS.get(i).text());
    }
    announce("tea is ready");
    sayAllAtOnce("me first!");
    Actor tim = actors.get(1);
    List<Actor> others = actors.stream().filter(actor -> actor != tim).toList();
    leave(tim, others);
    stop(others);
    return events + " events: each member saw all it was there for, in its own words, in one order";
  }

  private void join(Part part, int port) throws IOException {
    List<Actor> before = List.copyOf(actors);
    Actor actor = new Actor(part.tongue(), part.name(), part.transport(), port);
    actors.add(actor);
    Tongue tongue = actor.tongue();
    Identity identity = actor.identity();
    actor.hears(tongue.greeting());
    if (!part.name().isEmpty()) {
      actor.sends(tongue.name(part.name()));
    }
    actor.hears(tongue.welcome(identity, actors.size()));
    for (Actor other : before) {
      other.hears(other.tongue().joined(identity, actors.size()));
    }
    happened(identity.known() + " joins, in the " + tongue.dialect().name() + " dialect");
  }

  private void say(Actor speaker, String text) throws IOException {
    speaker.sends(speaker.tongue().text(speaker.identity(), text));
    stage.moment(speaker.identity().known() + " says something", actors, 1);
    for (Actor actor : actors) {
      if (hears(actor, speaker)) {
        actor.hears(actor.tongue().said(speaker.identity(), text));
      }
    }
    happened("everybody sees what " + speaker.identity().known() + " says, in their own dialect");
  }

  private static boolean hears(Actor actor, Actor speaker) {
    return actor != speaker || actor.tongue().dialect().echoes();
  }

  private void announce(String text) throws IOException {
    if (!server.broadcast(text)) {
      throw new ChatException("the room did not take the announcement");
    }
    for (Actor actor : actors) {
      actor.hears(actor.tongue().notice(text));
    }
    happened("the application announces something");
  }

  /** Whose text comes first is not for this play to say, but it is the same for all. */
  private void sayAllAtOnce(String text) throws IOException {
    for (Actor actor : actors) {
      actor.sends(actor.tongue().text(actor.identity(), text));
    }
    stage.moment("all speak at once, and nobody waits", actors, 2);
    List<List<Actor>> orders = new ArrayList<>();
    for (Actor actor : actors) {
      List<Actor> speakers = actors.stream().filter(speaker -> hears(actor, speaker)).toList();
      List<String> texts =
          speakers.stream().map(who -> actor.tongue().said(who.identity(), text)).toList();
      orders.add(actor.hearsAll(texts).stream().map(speakers::get).toList());
    }
    checkOneOrder(orders);
    events += actors.size() - 1;
    happened("all speak at once, and all see it in the same order");
  }

  /** Each order must be the longest one less what that member did not see. */
  private void checkOneOrder(List<List<Actor>> orders) {
    List<Actor> whole = orders.get(1);
    IntStream.range(0, orders.size())
        .filter(i -> !whole.stream().filter(orders.get(i)::contains).toList().equals(orders.get(i)))
        .findFirst()
        .ifPresent(
            i -> {
              String who = actors.get(i).identity().known();
              throw new ChatException(who + " saw an order of its own: " + names(orders.get(i)));
            });
  }

  private static List<String> names(List<Actor> order) {
    return order.stream().map(actor -> actor.identity().known()).toList();
  }

  private void leave(Actor leaver, List<Actor> others) throws IOException {
    leaver.close();
    for (Actor other : others) {
      other.hears(other.tongue().left(leaver.identity(), others.size()));
    }
    happened(leaver.identity().known() + " hangs up");
  }

  private void stop(List<Actor> present) throws IOException {
    CompletableFuture<StopReport> stopping = CompletableFuture.supplyAsync(server::stop);
    for (Actor actor : present) {
      actor.hears(actor.tongue().stopping());
      actor.hearsTheEnd();
    }
    StopReport report = stopping.join();
    if (report.cut() != 0) {
      throw new ChatException("the server cut " + report.cut() + " connections when it stopped");
    }
    happened("the server stops, and everybody has seen everything before it does");
  }

  private void happened(String what) {
    events++;
    stage.moment(what, actors, 3);
  }

  @Override
  public void close() throws IOException {
    for (Actor actor : actors) {
      actor.close();
    }
    server.close();
  }
}
