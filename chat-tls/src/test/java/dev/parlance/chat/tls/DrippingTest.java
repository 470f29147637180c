package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.testkit.RecordingPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However small the pieces are in which the bytes of TLS arrive. */
final class DrippingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100, 5000})
  void whateverThePiecesTheTwoSidesUnderstandEachOther(int capacity, @TempDir Path directory)
      throws Exception {
    TlsTransport tls =
        TlsTransport.over(
            MemoryTransport.create().withCapacity(capacity),
            new Authority(directory, "ca").localhost());
    try (Stand stand = new Stand(tls)) {
      RecordingPeer client = stand.connect(new RecordingPeer());
      RecordingPeer server = stand.next();
      for (int i = 0; i < 20; i++) {
        String line = "line " + i + "\n".repeat(i * i);
        client.says(line);
        server.hears(line);
        server.says(line + line);
        client.hears(line + line);
      }
      client.owes("bye").finishes();
      server.hears("bye");
      server.awaitEnded();
      server.finishes();
      assertNull(client.awaitClosed());
      assertNull(server.awaitClosed());
    }
  }
}
