package dev.parlance.chat.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parlance.chat.spi.Link;
import dev.parlance.chat.testkit.RecordingPeer;
import dev.parlance.chat.transport.nio.Stage.Ends;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopTest {

  @Test
  void linksOutliveAReplacedSelector() throws Exception {
    try (Stage stage = Stage.tcp(1)) {
      Ends ends = stage.connect();
      NioLink link = Stage.link(ends.server());
      for (int i = 0; i < 3; i++) {
        CompletableFuture<Boolean> replaced = new CompletableFuture<>();
        link.loop.post(
            () -> {
              try {
                link.loop.replaceSelector();
                replaced.complete(true);
              } catch (IOException e) {
                replaced.completeExceptionally(e);
              }
            });
        replaced.get(10, TimeUnit.SECONDS);
        ends.talk();
        stage.connect().talk();
      }
    }
  }

  @Test
  void anInterruptDoesNoHarm() throws Exception {
    try (Stage stage = Stage.tcp(1)) {
      Ends ends = stage.connect();
      for (int i = 0; i < 10; i++) {
        Stage.link(ends.server()).loop.post(() -> Thread.currentThread().interrupt());
        ends.talk();
      }
      stage.connect().talk();
    }
  }

  @Test
  void whatALoopHadIsLostWhenItBreaksDownAndTheTransportGoesOn() throws Exception {
    try (Stage stage = Stage.tcp(1)) {
      Ends ends = stage.connect();
      Ends other = stage.connect();
      ends.server()
          .onReceived(
              input -> {
                throw new InternalError("on purpose");
              });
      ends.client().says("x");
      IOException cause = assertInstanceOf(IOException.class, ends.server().awaitClosed());
      assertInstanceOf(InternalError.class, cause.getCause());
      assertNotNull(ends.client().awaitClosed());
      assertNotNull(other.client().awaitClosed());
      assertNotNull(other.server().awaitClosed());
      assertThrows(IOException.class, stage::connect, "Nobody listens any more");
      try (Stage next = new Stage(stage.transport)) {
        next.connect().talk();
      }
    }
  }

  @Test
  void aClientStartsOneLoopThatEndsWithItsLink() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Set<Thread> before = threads();
      NioTransport transport = NioTransport.tcp().loops(4);
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      Link link = transport.connect(address, Stage.GUARD, new RecordingPeer());
      Set<Thread> during = threads();
      during.removeAll(before);
      assertEquals(1, during.size());
      link.abort();
      awaitEnd(during);
    }
  }

  @Test
  void nothingIsLeftAfterLinksAndBindingsCameAndWentAtOnce() throws Exception {
    Set<Thread> before = threads();
    long descriptors = descriptors();
    NioTransport transport = NioTransport.tcp().loops(3);
    ExecutorService executor = Executors.newFixedThreadPool(4);
    List<Future<?>> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      parts.add(executor.submit(() -> comeAndGo(transport)));
    }
    for (Future<?> part : parts) {
      part.get(50, TimeUnit.SECONDS);
    }
    executor.shutdown();
    Set<Thread> left = threads();
    left.removeAll(before);
    awaitEnd(left);
    assertEquals(descriptors, descriptors());
  }

  private static @Nullable Void comeAndGo(NioTransport transport) throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Stage stage = new Stage(transport)) {
        stage.connect().talk();
        if (i % 2 == 0) {
          stage.binding.stopAccepting();
        }
      }
    }
    return null;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("parlance-nio-"))
        .collect(Collectors.toSet());
  }

  private static void awaitEnd(Set<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(Stage.GUARD.toMillis());
      assertFalse(thread.isAlive(), () -> thread + " goes on");
    }
  }

  /** How many files, sockets and so on are open, where the system tells. */
  private static long descriptors() throws IOException {
    Path open = Path.of("/proc/self/fd");
    if (!Files.isDirectory(open)) {
      return 0;
    }
    try (Stream<Path> each = Files.list(open)) {
      return each.count();
    }
  }
}
