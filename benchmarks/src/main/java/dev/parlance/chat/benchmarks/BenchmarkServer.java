package dev.parlance.chat.benchmarks;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.util.concurrent.CountDownLatch;

/**
 * A server for load generators to talk to: no listener, no logging, the {@code line} dialect.
 *
 * <p>Usage: {@code BenchmarkServer PORT nio [LOOPS]}, or {@code BenchmarkServer PORT socket}.
 */
public final class BenchmarkServer {

  private BenchmarkServer() {}

  /** Serves until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    Transport transport;
    if (args[1].equals("socket")) {
      transport = SocketTransport.tcp();
    } else if (args.length > 2) {
      transport = NioTransport.tcp().loops(Integer.parseInt(args[2]));
    } else {
      transport = NioTransport.tcp();
    }
    try (ChatServer server =
        ChatServer.builder().listen(transport, Integer.parseInt(args[0])).start()) {
      System.out.println("listening on " + server.addresses().get(0));
      new CountDownLatch(1).await();
    }
  }
}
