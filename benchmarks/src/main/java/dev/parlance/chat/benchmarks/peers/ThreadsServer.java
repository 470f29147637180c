package dev.parlance.chat.benchmarks.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * A chat with blocking sockets as it is commonly and competently written: a thread that reads and a
 * thread that writes for each connection, and a bounded queue between them.
 */
public final class ThreadsServer implements Callable<Integer> {

  private static final int BACKLOG = 4096;

  @Option(names = "--port", description = "0 for any free one, which is the default")
  private int port;

  @Option(names = "--notices", description = "tell everybody who joins and leaves")
  private boolean notices;

  private ThreadsServer() {}

  /** Serves until it is killed. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ThreadsServer()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    QueueRoom room = new QueueRoom(notices);
    try (ServerSocket server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress())) {
      System.out.println("listening on " + server.getLocalSocketAddress());
      while (true) {
        new QueueMember(server.accept(), room).start();
      }
    }
  }
}
