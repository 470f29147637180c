package dev.parlance.chat.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Plain sockets at the other end, and what stands around them. */
final class Raw {

  static final InetSocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private Raw() {}

  static Socket connect(Binding binding) throws IOException {
    Socket socket = new Socket();
    socket.connect(binding.address());
    return socket;
  }

  /** Meets each link with a new peer, and hands the peers out in that order. */
  static final class Peers {

    private final LinkedBlockingQueue<RecordingPeer> met = new LinkedBlockingQueue<>();

    Acceptor acceptor() {
      return link -> {
        RecordingPeer peer = new RecordingPeer();
        met.add(peer);
        return peer.accepted(link);
      };
    }

    RecordingPeer next() throws InterruptedException {
      RecordingPeer peer = met.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (peer == null) {
        throw new AssertionError("Waited in vain for somebody to connect");
      }
      return peer;
    }

    int waiting() {
      return met.size();
    }
  }

  /** A thread of a crew that nobody waits for is done with its last task before it is gone. */
  static void awaitNoThreadsBesides(Set<Thread> others) throws InterruptedException {
    for (Thread thread : threadsBesides(others)) {
      thread.join(Patience.LIMIT.toMillis());
    }
    assertEquals(Set.of(), threadsBesides(others));
  }

  /** {@return the platform threads of this library, among them what earlier tests left to end} */
  static Set<Thread> threads() {
    return threadsBesides(Set.of());
  }

  static Set<Thread> threadsBesides(Set<Thread> others) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("parlance-socket-"))
        .filter(thread -> !others.contains(thread))
        .collect(Collectors.toSet());
  }
}
