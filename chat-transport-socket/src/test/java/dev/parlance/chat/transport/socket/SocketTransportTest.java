package dev.parlance.chat.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Transport.Carrier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SocketTransportTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final InetSocketAddress ANY = new InetSocketAddress("0.0.0.0", 0);

  @Test
  void saysWhatItIs() {
    assertEquals("socket", SocketTransport.tcp().toString());
    assertEquals("socket", SocketTransport.udp().backlog(5).toString());
    assertEquals(Carrier.STREAM, SocketTransport.tcp().platformThreads().carrier());
    assertEquals(Carrier.DATAGRAM, SocketTransport.udp().platformThreads().carrier());
  }

  @Test
  void refusesABacklogOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> SocketTransport.tcp().backlog(0));
  }

  @Test
  void refusesATimeoutOfNothing() {
    InetSocketAddress address = new InetSocketAddress(LOOPBACK, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> SocketTransport.tcp().connect(address, Duration.ZERO, link -> null));
  }

  @Test
  void saysThatAPortIsInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
      String why = refusal(SocketTransport.tcp(), other.getLocalSocketAddress());
      assertTrue(why.startsWith("Address already in use"), why);
    }
  }

  @Test
  void saysThatAPortIsInUseForDatagrams() throws IOException {
    try (Binding other = SocketTransport.udp().bind(loopback(), link -> null)) {
      String why = refusal(SocketTransport.udp(), other.address());
      assertTrue(why.startsWith("Address already in use"), why);
    }
  }

  @Test
  void saysThatAHostIsUnknown() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 7777);
    assertTrue(refusal(SocketTransport.tcp(), nowhere).contains("unknown host"));
    assertTrue(refusal(SocketTransport.udp(), nowhere).contains("unknown host"));
    IOException refusal =
        assertThrows(
            IOException.class,
            () -> SocketTransport.tcp().connect(nowhere, Duration.ofSeconds(5), link -> null));
    assertTrue(String.valueOf(refusal.getMessage()).contains("unknown host"));
  }

  @Test
  void listensForDatagramsAtLoopbackOnly() {
    SocketTransport transport = SocketTransport.udp();
    SocketTransport changed = transport.allowAnyAddress();
    assertNotSame(transport, changed);
    String why = refusal(transport, ANY);
    assertTrue(why.contains("allowAnyAddress()"), why);
  }

  @Test
  void listensForDatagramsElsewhereWhenAllowed() throws IOException {
    try (Binding binding = SocketTransport.udp().allowAnyAddress().bind(ANY, link -> null)) {
      assertTrue(binding.address().getAddress().isAnyLocalAddress());
    }
  }

  @Test
  void listensForStreamsAnywhere() throws IOException {
    try (Binding binding = SocketTransport.tcp().bind(ANY, link -> null)) {
      assertTrue(binding.address().getPort() > 0);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(LOOPBACK, 0);
  }

  private static String refusal(SocketTransport transport, SocketAddress address) {
    IOException refusal =
        assertThrows(
            IOException.class,
            () -> transport.bind((InetSocketAddress) address, link -> null).close());
    return String.valueOf(refusal.getMessage());
  }
}
