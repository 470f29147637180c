package dev.parlance.chat.examples;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * The lobby of a game server: a race, whose loop runs 20 times a second and tells the room each
 * time who is where. The loop is the game's own thread and must never be late, so it only does what
 * never blocks: {@link ChatServer#broadcast}, and taking from a queue what players said. Play with
 * {@code nc localhost 7777}, and say {@code ready}.
 */
public final class GameLobby implements Listener, AutoCloseable {

  private static final int PLAYERS = 2;
  private static final int FINISH = 60;
  private static final Duration TICK = Duration.ofMillis(50);

  /** What the listener has for the loop. */
  private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();

  private final IntSupplier dice;
  private final ChatServer server;

  /** How far who is; the loop's own, like all that follows. */
  private final Map<String, Integer> runners = new LinkedHashMap<>();

  private boolean running;
  private long unheard;

  /**
   * Opens the lobby.
   *
   * @param port 0 to 65535; 0 asks for any free port
   * @param dice how far somebody gets in one turn
   */
  public GameLobby(Transport transport, int port, IntSupplier dice) {
    this.dice = dice;
    this.server = ChatServer.builder().listen(transport, port).listener(this).start();
  }

  /**
   * Runs the game until the process is ended.
   *
   * @param args a port, 7777 unless given
   */
  public static void main(String[] args) {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 7777;
    try (GameLobby lobby =
        new GameLobby(NioTransport.tcp(), port, () -> (int) (Math.random() * 4))) {
      System.out.println("the lobby is open at port " + lobby.port());
      lobby.loop();
    }
  }

  /** {@return the port of the lobby} */
  public int port() {
    return server.port();
  }

  /** By a clock that does not drift: a turn that took long is followed by a shorter pause. */
  private void loop() {
    long due = System.nanoTime();
    while (true) {
      turn();
      due += TICK.toNanos();
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  /** One turn of the game loop. */
  void turn() {
    for (Runnable something = news.poll(); something != null; something = news.poll()) {
      something.run();
    }
    if (running) {
      runners.replaceAll((name, at) -> at + dice.getAsInt());
      tell(
          runners.entrySet().stream()
              .map(runner -> runner.getKey() + " " + runner.getValue())
              .collect(Collectors.joining(", ")));
      finish();
    }
  }

  private void finish() {
    runners.entrySet().stream()
        .filter(runner -> runner.getValue() >= FINISH)
        .max(Map.Entry.comparingByValue())
        .ifPresent(
            winner -> {
              tell(winner.getKey() + " wins" + (unheard > 0 ? " (" + unheard + " unheard)" : ""));
              runners.clear();
              running = false;
            });
  }

  /** When the room as a whole is behind, a position more or less is no loss. */
  private void tell(String text) {
    if (!server.broadcast(text)) {
      unheard++;
    }
  }

  @Override
  public void said(Message.Said said) {
    if (said.text().equals("ready")) {
      news.add(() -> enter(said.user().name()));
    }
  }

  private void enter(String name) {
    if (!running && runners.putIfAbsent(name, 0) == null) {
      running = runners.size() == PLAYERS;
      tell(name + " is ready" + (running ? ": go!" : ""));
    }
  }

  @Override
  public void left(Message.Left left) {
    news.add(() -> leave(left.user().name()));
  }

  private void leave(String name) {
    if (runners.remove(name) != null && running && runners.size() < PLAYERS) {
      tell("the race is off");
      runners.clear();
      running = false;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
