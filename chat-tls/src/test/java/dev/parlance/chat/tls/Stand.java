package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assertions;

/** A listener, and those who come by other means than a transport: sockets of the JDK. */
final class Stand implements AutoCloseable {

  /** No test waits longer for anything. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Transport transport;
  private final BlockingQueue<RecordingPeer> met = new LinkedBlockingQueue<>();
  private final Binding binding;

  Stand(Transport transport) throws IOException {
    this.transport = transport;
    this.binding =
        transport.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            link -> {
              RecordingPeer peer = new RecordingPeer();
              var answer = peer.accepted(link);
              met.add(peer);
              return answer;
            });
  }

  InetSocketAddress address() {
    return binding.address();
  }

  /** {@return whoever met the next that came} */
  RecordingPeer next() throws InterruptedException {
    RecordingPeer peer = met.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return Assertions.assertInstanceOf(RecordingPeer.class, peer, "nobody came");
  }

  /** Has everybody asked for output. */
  void wake() {
    binding.wake();
  }

  Socket plain() throws IOException {
    Socket socket = new Socket(address().getAddress(), address().getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** {@return a socket that has not shaken hands yet; closing it leaves {@code plain} open} */
  SSLSocket over(Socket plain, SSLContext context) throws IOException {
    return (SSLSocket)
        context.getSocketFactory().createSocket(plain, "localhost", address().getPort(), false);
  }

  SSLSocket secured(SSLContext context, String... protocols) throws IOException {
    SSLSocket socket = over(plain(), context);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.startHandshake();
    return socket;
  }

  RecordingPeer connect(RecordingPeer peer) throws IOException {
    return connect(transport, peer);
  }

  RecordingPeer connect(Transport other, RecordingPeer peer) throws IOException {
    other.connect(new InetSocketAddress("localhost", address().getPort()), PATIENCE, peer);
    return peer;
  }

  @Override
  public void close() {
    binding.close();
  }
}
