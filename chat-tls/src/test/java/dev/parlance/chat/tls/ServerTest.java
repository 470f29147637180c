package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Closed;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.StopReport;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.spi.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A whole server behind TLS, and what it says of those who do not get in. */
final class ServerTest extends OnBothTransports {

  private static final Limits IMPATIENT =
      Limits.defaults().withNameDeadline(Duration.ofMillis(300));

  private final BlockingQueue<Closed> ends = new LinkedBlockingQueue<>();

  private ChatServer server(Limits limits) {
    ends.clear();
    return ChatServer.builder()
        .listen(
            TlsTransport.over(below(), localhost),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new LineDialect())
        .limits(limits)
        .listener(
            new Listener() {
              @Override
              public void closed(Closed end) {
                ends.add(end);
              }
            })
        .start();
  }

  private Closed end() throws InterruptedException {
    Closed end = ends.poll(20, TimeUnit.SECONDS);
    return Assertions.assertInstanceOf(Closed.class, end, "nobody's connection ended");
  }

  private static Socket plain(ChatServer server) throws IOException {
    InetSocketAddress address = server.addresses().get(0);
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private SSLSocket secured(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            client.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
    socket.startHandshake();
    return socket;
  }

  @Test
  void clientsAndServersTalk() throws Exception {
    BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    try (ChatServer server = server(Limits.defaults())) {
      int port = server.addresses().get(0).getPort();
      Transport tls = TlsTransport.over(below(), client);
      try (ChatClient alice =
              ChatClient.builder()
                  .transport(tls)
                  .connect("localhost", port, "alice", Listener.of(heard::add));
          ChatClient bob =
              ChatClient.builder()
                  .transport(tls)
                  .connect("localhost", port, "bob", Listener.of(unused -> {}))) {
        for (int i = 0; i < 100; i++) {
          bob.send("line " + i);
        }
        for (int i = 0; i < 100; ) {
          Message next = heard.poll(20, TimeUnit.SECONDS);
          if (next instanceof Message.Said said) {
            assertEquals("line " + i++, said.text());
          } else {
            assertTrue(next != null, "nothing after " + i);
          }
        }
        assertEquals(2, alice.online());
      }
      assertEquals(CloseReason.CLIENT_QUIT, end().reason());
      assertEquals(CloseReason.CLIENT_QUIT, end().reason());
    }
  }

  private ChatClient join(ChatServer server, SSLContext context) {
    return ChatClient.builder()
        .transport(TlsTransport.over(below(), context))
        .connect("localhost", server.port(), "somebody", Listener.of(unused -> {}));
  }

  @Test
  void whoNeedsACertificateAndHasNoneIsToldWhichAlertThereWas() throws Exception {
    try (ChatServer server =
        ChatServer.builder()
            .listen(
                TlsTransport.over(below(), localhost)
                    .clientCertificates(ClientCertificates.REQUIRED),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new LineDialect())
            .start()) {
      ChatException refusal = assertThrows(ChatException.class, () -> join(server, client).close());
      assertTrue(String.valueOf(refusal.getMessage()).contains("certificate"), "" + refusal);
    }
  }

  @Test
  void aWrongHostIsToldToTheOneWhoConnects() {
    SSLContext other = authority.context(authority.issue("CN=other", "other.test"));
    try (ChatServer server =
        ChatServer.builder()
            .listen(
                TlsTransport.over(below(), other),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new LineDialect())
            .start()) {
      int port = server.addresses().get(0).getPort();
      ChatException refusal =
          assertThrows(
              ChatException.class,
              () ->
                  ChatClient.builder()
                      .transport(TlsTransport.over(below(), client))
                      .connect("localhost", port, "alice", Listener.of(unused -> {})));
      String text = String.valueOf(refusal.getMessage());
      assertTrue(text.startsWith("cannot connect to localhost:" + port + ": TLS"), text);
      assertTrue(text.contains("No subject alternative DNS name matching localhost"), text);
    }
  }

  @Test
  void whoSaysNothingIsCutAtTheNameDeadline() throws Exception {
    try (ChatServer server = server(IMPATIENT);
        Socket socket = plain(server)) {
      assertEquals(CloseReason.NAME_TIMEOUT, end().reason());
      assertTrue(isOver(socket));
    }
  }

  @Test
  void whoDripsAHandshakeIsCutAtTheSameDeadline() throws Exception {
    byte[] hello = Hello.begun(8000, 8000);
    try (ChatServer server = server(IMPATIENT);
        Socket socket = plain(server)) {
      Thread dripping =
          new Thread(
              () -> {
                try {
                  for (byte one : hello) {
                    socket.getOutputStream().write(one);
                    TimeUnit.MILLISECONDS.sleep(5); // the fault itself
                  }
                } catch (IOException | InterruptedException e) {
                  // It was cut, as it should be.
                }
              });
      dripping.start();
      assertEquals(CloseReason.NAME_TIMEOUT, end().reason());
      dripping.join();
      assertTrue(isOver(socket));
    }
  }

  private static boolean isOver(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aServerDoesNotWaitForHandshakesWhenItStops() throws Exception {
    List<Socket> silent = new ArrayList<>();
    ChatServer server = server(Limits.defaults().withDrain(Duration.ofHours(1)));
    try {
      for (int i = 0; i < 10; i++) {
        silent.add(plain(server));
      }
      // Who comes after them and is in shows that they have been accepted.
      try (SSLSocket socket = secured(plain(server))) {
        BufferedReader in = join(socket, "alice", 1);
        StopReport report = server.stop(); // not by the hour's end, or this test is timed out
        assertEquals(10, report.cut());
        assertEquals(1, report.drained());
        assertEquals(List.of("* server is shutting down"), in.lines().toList());
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static BufferedReader join(SSLSocket socket, String name, int online) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    socket.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
    assertEquals("* name?", in.readLine());
    assertEquals("* welcome " + name + " (" + online + " online)", in.readLine());
    return in;
  }

  @Test
  void aMemberThatStopsReadingIsCut() throws Exception {
    Limits limits = Limits.defaults().withStall(Duration.ofMillis(500)).withWindow(1 << 20);
    try (ChatServer server = server(limits);
        SSLSocket socket = secured(plain(server))) {
      BufferedReader unused = join(socket, "sloth", 1);
      String noise = "x".repeat(4000);
      while (ends.isEmpty()) {
        boolean ignored = server.broadcast(noise);
      }
      CloseReason reason = end().reason();
      assertTrue(reason == CloseReason.STALLED || reason == CloseReason.SLOW_CONSUMER, "" + reason);
    }
  }

  @Test
  void whatWasSaidBeforeTheConnectionWasCutIsHeard() throws Exception {
    BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    try (ChatServer server = server(Limits.defaults());
        ChatClient bob = bob(server, heard);
        Socket plain = plain(server)) {
      SSLSocket socket = secured(plain);
      BufferedReader unused = join(socket, "alice", 2);
      socket.getOutputStream().write("last words\n".getBytes(StandardCharsets.UTF_8));
      plain.shutdownOutput(); // without a farewell, as an attacker could
      Closed end = end();
      assertEquals(CloseReason.CONNECTION_LOST, end.reason());
      assertTrue(String.valueOf(end.cause()).contains("not announced"), "" + end.cause());
      for (Message next = heard.take(); !(next instanceof Message.Said); next = heard.take()) {}
      assertEquals(1, server.online());
      assertTrue(bob.isOpen());
    }
  }

  @Test
  void whoSaysFarewellHasLeft() throws Exception {
    try (ChatServer server = server(Limits.defaults());
        SSLSocket socket = secured(plain(server))) {
      BufferedReader unused = join(socket, "alice", 1);
      socket.shutdownOutput();
      assertEquals(CloseReason.PEER_CLOSED, end().reason());
    }
  }

  private ChatClient bob(ChatServer server, BlockingQueue<Message> heard) {
    return ChatClient.builder()
        .transport(TlsTransport.over(below(), client))
        .connect("localhost", server.addresses().get(0).getPort(), "bob", Listener.of(heard::add));
  }

  @Test
  void plainTextIsAnEndWithAReason() throws Exception {
    try (ChatServer server = server(Limits.defaults());
        Socket socket = plain(server)) {
      socket.getOutputStream().write("alice\n".getBytes(StandardCharsets.UTF_8));
      Closed end = end();
      assertEquals(CloseReason.CONNECTION_LOST, end.reason());
      assertTrue(String.valueOf(end.cause()).contains("not TLS"), "" + end.cause());
      assertEquals(false, end.joined());
    }
  }

  @Test
  void opensslHoldsAConversation() throws Exception {
    Assumptions.assumeTrue(OpenSsl.isThere(), "there is no openssl on the path");
    for (String version : List.of("-tls1_3", "-tls1_2")) {
      try (ChatServer server = server(Limits.defaults());
          OpenSsl alice = connect(server, version)) {
        alice.hears("* name?");
        alice.says("alice");
        alice.hears("* welcome alice (1 online)");
        try (OpenSsl bob = connect(server, version)) {
          bob.hears("* name?");
          bob.says("bob");
          bob.hears("* welcome bob (2 online)");
          alice.hears("+ bob (2 online)");
          alice.says("hello");
          bob.hears("alice: hello");
          bob.says("-1");
          bob.awaitEnd();
        }
        alice.hears("- bob (1 online)");
        alice.says("-1");
        alice.awaitEnd();
        assertEquals(CloseReason.CLIENT_QUIT, end().reason());
        assertEquals(CloseReason.CLIENT_QUIT, end().reason());
      }
    }
  }

  private OpenSsl connect(ChatServer server, String version) throws IOException {
    return OpenSsl.client(
        version,
        "-quiet",
        "-verify_return_error",
        "-verify_hostname",
        "localhost",
        "-CAfile",
        authority.file().toString(),
        "-connect",
        "127.0.0.1:" + server.addresses().get(0).getPort());
  }
}
