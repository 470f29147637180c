package dev.parlance.chat.examples.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A program: many members of a {@code line} room in a process of their own, on one selector.
 *
 * <p>Prints {@code joined: } when all are welcome. Answers {@code heard?} by how many lines of a
 * voice the least lucky of those that listen was shown; at {@code look away} those that are to be
 * deaf do not read any more. When the server has ended, it tells what came of it.
 */
final class Guests {

  private final Selector selector = Selector.open();
  private final ByteBuffer input = ByteBuffer.allocateDirect(256 << 10);
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final List<Guest> guests = new ArrayList<>();
  private final int deaf;

  private Guests(int deaf) throws IOException {
    this.deaf = deaf;
  }

  /** Starts it in a JVM of its own. */
  static Child start(int port, int count, int deaf) throws IOException {
    return Child.start(
        List.of("-Xmx512m"), Guests.class.getName(), "" + port, "" + count, "" + deaf);
  }

  /**
   * Runs it.
   *
   * @param args the server's port, how many guests, and how many of these are to be deaf
   */
  public static void main(String[] args) throws IOException {
    Guests all = new Guests(Integer.parseInt(args[2]));
    Thread listening = new Thread(all::listen, "questions");
    listening.setDaemon(true);
    listening.start();
    all.join(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    all.stay();
    all.report();
  }

  private void listen() {
    new BufferedReader(new InputStreamReader(System.in, UTF_8)).lines().forEach(this::hear);
  }

  private void hear(String question) {
    asked.add(question);
    selector.wakeup();
  }

  private void join(int port, int count) throws IOException {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < count; i++) {
      Guest guest = new Guest("guest" + i, server, selector, i < deaf);
      guests.add(guest);
      while (!guest.isWelcome()) {
        serve();
      }
      if (i % 1000 == 0) {
        System.out.println("so far: " + i); // who waits for all has patience as long as some come
      }
    }
    System.out.println("joined: " + count);
  }

  private void serve() throws IOException {
    selector.select(key -> ((Guest) key.attachment()).serve(input), 1000);
  }

  private List<Guest> listening() {
    return guests.subList(deaf, guests.size());
  }

  private void stay() throws IOException {
    while (!listening().stream().allMatch(Guest::isGone)) {
      serve();
      for (String question = asked.poll(); question != null; question = asked.poll()) {
        if (question.equals("look away")) {
          guests.subList(0, deaf).forEach(Guest::looksAway);
        }
        System.out.println("least: " + least());
      }
    }
  }

  private long least() {
    return listening().stream().mapToLong(Guest::heard).min().orElse(0);
  }

  private void report() {
    long most = listening().stream().mapToLong(Guest::heard).max().orElse(0);
    boolean inOrder = listening().stream().allMatch(Guest::isInOrder);
    String heard = least() == most ? "all heard " + most : "they heard " + least() + " to " + most;
    String order = inOrder ? " lines in order" : " lines, not in order";
    System.out.println("report: " + listening().size() + " guests, " + heard + order);
  }
}
