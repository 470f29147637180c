package dev.parlance.chat.testkit.trial;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.testkit.MemoryTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HangingAcceptorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MemoryTransport memory = MemoryTransport.create();

  @Test
  void aStopThatCouldNotWaitForTheAcceptorComesAboutAllTheSame() throws Exception {
    CountDownLatch offered = new CountDownLatch(1);
    CompletableFuture<Void> over = new CompletableFuture<>();
    Binding binding =
        memory.bind(
            new InetSocketAddress("localhost", 0),
            link -> {
              offered.countDown();
              over.join();
              return null;
            });
    Thread guest = new Thread(() -> assertDoesNotThrow(() -> connect(binding.address())), "guest");
    guest.start();
    offered.await();
    binding.stopAccepting();
    over.complete(null);
    guest.join();
    assertThrows(IOException.class, () -> connect(binding.address()));
  }

  private void connect(InetSocketAddress address) throws IOException {
    memory.connect(address, PATIENCE, link -> null);
  }
}
