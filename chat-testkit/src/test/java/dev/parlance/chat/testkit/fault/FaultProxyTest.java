package dev.parlance.chat.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FaultProxyTest {

  private static final int GUARD_MILLIS = 20_000;

  private ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private FaultProxy proxy = FaultProxy.to(address());
  private Socket client = new Socket();
  private Socket server = new Socket();

  FaultProxyTest() throws IOException {}

  private InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  @BeforeEach
  void connect() throws IOException {
    client = new Socket();
    client.connect(proxy.address());
    server = listening.accept();
    client.setSoTimeout(GUARD_MILLIS);
    server.setSoTimeout(GUARD_MILLIS);
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    client.close();
    server.close();
    listening.close();
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private static CompletableFuture<Void> writeElsewhere(Socket socket, byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
        });
  }

  /** Carries so many bytes to the server; {@return how many reads it took there} */
  private int carry(int count) throws IOException {
    byte[] bytes = random(count);
    CompletableFuture<Void> written = writeElsewhere(client, bytes);
    byte[] got = new byte[count];
    int reads = 0;
    for (int at = 0; at < count; reads++) {
      int read = server.getInputStream().read(got, at, count - at);
      assertTrue(read > 0, "ended after " + at);
      at += read;
    }
    assertEquals(-1, server.getInputStream().read());
    assertArrayEquals(bytes, got);
    written.join();
    return reads;
  }

  @Test
  void withoutFaultsEverythingIsCarriedBothWays() throws IOException {
    carry(1_000_000);
    byte[] bytes = random(500_000);
    CompletableFuture<Void> written = writeElsewhere(server, bytes);
    assertArrayEquals(bytes, client.getInputStream().readAllBytes());
    written.join();
  }

  @Test
  void delayHoldsBack() throws IOException {
    proxy.toServer().delay(Duration.ofMillis(150));
    proxy.toClient().delay(Duration.ofMillis(50));
    long start = System.nanoTime();
    client.getOutputStream().write(1);
    assertEquals(1, server.getInputStream().read());
    assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(150));
    server.getOutputStream().write(2);
    assertEquals(2, client.getInputStream().read());
    assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(200));
  }

  @Test
  void delayAndJitterKeepTheOrder() throws IOException {
    proxy.toServer().delay(Duration.ofMillis(5)).jitter(Duration.ofMillis(20));
    carry(300_000);
  }

  @Test
  void bandwidthIsAtMostWhatWasAskedFor() throws IOException {
    proxy.toServer().bandwidth(200_000);
    long start = System.nanoTime();
    carry(50_000);
    // The first hundredth of a second's worth leaves at once.
    assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(230));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void slicesArriveOneByOneIfTheyAreReadSo(int slice) throws IOException {
    proxy.toServer().slice(slice).bandwidth(1000L * slice);
    int reads = carry(300 * slice);
    // One each, unless this thread was kept from reading all the while.
    assertTrue(reads > 1, "all came at once");
    assertTrue(reads <= 300, "smaller slices than asked for");
  }

  @Test
  void slicesWithoutOtherFaultsAreQuickAndWhole() throws IOException {
    proxy.toServer().slice(1);
    carry(20_000);
  }

  @Test
  void whoWritesIntoAStalledLaneIsHeldUpAndNothingIsLost() throws Exception {
    try (SocketChannel writer = SocketChannel.open(proxy.address());
        Socket reader = listening.accept()) {
      ProxiedConnection connection = proxy.awaitConnection(1);
      connection.toServer().stall();
      long written = writeUntilHeldUp(writer);
      carry(1000); // others are not concerned

      connection.toServer().resume();
      CompletableFuture<Long> count = countElsewhere(reader);
      writer.shutdownOutput();
      assertEquals(written, count.get(GUARD_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  private static long writeUntilHeldUp(SocketChannel writer) throws IOException {
    writer.configureBlocking(false);
    ByteBuffer bytes = ByteBuffer.allocate(64 << 10);
    long written = 0;
    try (Selector selector = Selector.open()) {
      writer.register(selector, SelectionKey.OP_WRITE);
      while (selector.select(300) > 0) {
        selector.selectedKeys().clear();
        written += writer.write(bytes.clear());
        assertTrue(written < 64 << 20, "somebody keeps all that nobody reads");
      }
    }
    return written;
  }

  private static CompletableFuture<Long> countElsewhere(Socket reader) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (InputStream in = reader.getInputStream()) {
            long count = 0;
            byte[] bytes = new byte[64 << 10];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
              count += read;
            }
            return count;
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
        });
  }

  @Test
  void whoDoesNotReadHoldsUpWhoWrites() throws IOException {
    try (SocketChannel writer = SocketChannel.open(proxy.address());
        Socket reader = listening.accept()) {
      assertTrue(writeUntilHeldUp(writer) > 0);
      assertFalse(reader.isClosed());
    }
  }

  @Test
  void anEndOfTheOutputIsCarriedAndTheOtherDirectionGoesOn() throws IOException {
    client.getOutputStream().write(1);
    client.shutdownOutput();
    assertEquals(1, server.getInputStream().read());
    assertEquals(-1, server.getInputStream().read());
    server.getOutputStream().write(2);
    assertEquals(2, client.getInputStream().read());
    server.close();
    assertEquals(-1, client.getInputStream().read());
  }

  @Test
  void aLaneMayBeEndedAlone() throws IOException {
    client.getOutputStream().write(1);
    assertEquals(1, server.getInputStream().read());
    proxy.awaitConnection(0).toServer().end();
    assertEquals(-1, server.getInputStream().read());
    client.getOutputStream().write(new byte[1_000_000]); // read, and lost
    server.getOutputStream().write(2);
    assertEquals(2, client.getInputStream().read());
  }

  @Test
  void aResetIsSeenByBothEnds() {
    ProxiedConnection connection = proxy.awaitConnection(0);
    assertTrue(connection.isOpen());
    assertEquals(client.getLocalSocketAddress(), connection.client());
    connection.reset();
    assertBroken(client);
    assertBroken(server);
    assertFalse(connection.isOpen());
  }

  private static void assertBroken(Socket socket) {
    IOException broken = assertThrows(IOException.class, () -> socket.getInputStream().read());
    assertFalse(broken instanceof SocketTimeoutException, "nothing happened");
  }

  @Test
  void aBreakOfOneEndIsSeenByTheOther() throws IOException {
    client.setSoLinger(true, 0);
    client.close();
    assertBroken(server);
  }

  @Test
  void aBlackHoleTakesAllAndGivesNothing() throws Exception {
    client.getOutputStream().write(1);
    assertEquals(1, server.getInputStream().read());
    proxy.toServer().blackHole();
    byte[] bytes =
        random(16 << 20); // more than the kernel keeps, so most is lost when it is written
    client.getOutputStream().write(bytes);
    proxy.toServer().clear();
    client.shutdownOutput();
    byte[] got = server.getInputStream().readAllBytes();
    assertTrue(got.length < bytes.length, "nothing was lost");
    byte[] end = Arrays.copyOfRange(bytes, bytes.length - got.length, bytes.length);
    assertArrayEquals(end, got);
  }

  @Test
  void whereNoServerListensClientsSeeTheBreak() throws IOException {
    listening.close();
    try (Socket late = new Socket()) {
      late.connect(proxy.address());
      late.setSoTimeout(GUARD_MILLIS);
      assertBroken(late);
    }
  }

  @Test
  void aClosedProxyHasNoThreadAndNoConnections() {
    proxy.close();
    assertBroken(client);
    assertBroken(server);
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("fault-proxy")));
    proxy.close();
    assertThrows(IOException.class, () -> new Socket().connect(proxy.address()));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> proxy.toServer().slice(0));
    assertThrows(IllegalArgumentException.class, () -> proxy.toServer().bandwidth(0));
    assertThrows(
        IllegalArgumentException.class, () -> proxy.toServer().delay(Duration.ofMillis(-1)));
  }
}
