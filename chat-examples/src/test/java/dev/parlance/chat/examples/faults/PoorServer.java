package dev.parlance.chat.examples.faults;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.io.IOException;

/** A program that serves the {@code line} dialect until its standard input ends. */
final class PoorServer {

  private PoorServer() {}

  /**
   * Tells its port, then serves.
   *
   * @param args the name of the transport, and the port if it matters
   */
  public static void main(String[] args) throws IOException {
    Transport transport = args[0].equals("nio") ? NioTransport.tcp() : SocketTransport.tcp();
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    try (ChatServer server = ChatServer.builder().listen(transport, port).start()) {
      System.out.println("port " + server.port());
      while (System.in.read() >= 0) {}
      System.out.println("pauses " + server.metrics().connections().pauses());
    }
  }
}
