package dev.parlance.chat.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.testkit.RecordingPeer;
import dev.parlance.chat.transport.socket.Raw.Peers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operating system gives no more threads: who comes is refused, who is there stays. */
@Timeout(60)
final class NoThreadLeftTest {

  private final Set<Thread> before = Raw.threads();

  private final Peers peers = new Peers();
  private final AtomicInteger left = new AtomicInteger();

  /** Gives as many threads as are {@link #left}. */
  private final Crew crew = new Crew(this::thread);

  private Thread thread(Runnable task) {
    if (left.getAndDecrement() <= 0) {
      left.set(0);
      throw new OutOfMemoryError("unable to create native thread (on purpose)");
    }
    return new Thread(task);
  }

  @Test
  void whoComesIsRefusedAndTheNextIsServed() throws Exception {
    try (Binding binding = bind()) {
      try (Socket refused = Raw.connect(binding)) {
        assertInstanceOf(IOException.class, peers.next().awaitClosed());
        assertThrows(SocketException.class, () -> refused.getInputStream().read());
      }
      left.set(Integer.MAX_VALUE);
      try (Socket client = Raw.connect(binding)) {
        RecordingPeer peer = peers.next();
        client.getOutputStream().write('x');
        peer.hears("x");
      }
    }
    Raw.awaitNoThreadsBesides(before);
  }

  @Test
  void whoCannotBeWrittenToIsClosedWithACause() throws Exception {
    left.set(1);
    try (Binding binding = bind();
        Socket client = Raw.connect(binding)) {
      assertInstanceOf(IOException.class, peers.next().awaitClosed());
      assertThrows(SocketException.class, () -> client.getInputStream().read());
    }
    Raw.awaitNoThreadsBesides(before);
  }

  @Test
  void connectFailsAndMeetsNobody() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
      Plug plug = TcpPlug.connect(address, Patience.LIMIT, new Slots());
      RecordingPeer visitor = new RecordingPeer();
      assertThrows(IOException.class, () -> new Visit(plug, crew).start(visitor));
      assertEquals(Set.of(), visitor.threads());
    }
  }

  private Binding bind() throws IOException {
    Guests guests = new Guests(peers.acceptor(), crew, new Slots());
    return TcpBinding.open(Raw.ANYWHERE, 10, guests, crew);
  }
}
