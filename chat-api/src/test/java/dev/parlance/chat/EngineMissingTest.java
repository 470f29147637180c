package dev.parlance.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.parlance.chat.spi.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The engine is another module, and so is not on the class path of these tests. */
class EngineMissingTest {

  private final Transport transport = mock(Transport.class);

  EngineMissingTest() {
    when(transport.carrier()).thenReturn(Transport.Carrier.STREAM);
  }

  @Test
  void aServerSaysWhatToAdd() {
    ChatServer.Builder server = ChatServer.builder().listen(transport, 0);
    assertSaysWhatToAdd(server::start);
    assertSaysWhatToAdd(server::start); // not only the first time
  }

  @Test
  void aClientSaysWhatToAdd() {
    ChatClient.Builder client = ChatClient.builder().transport(transport);
    assertSaysWhatToAdd(() -> client.connect("localhost", 7777, "alice"));
  }

  private void assertSaysWhatToAdd(Executable attempt) {
    IllegalStateException missing = assertThrows(IllegalStateException.class, attempt);
    assertEquals(
        "the engine is missing: dev.parlance:chat-engine, which every transport of Parlance brings"
            + " with it, must be on the class path or the module path",
        missing.getMessage());
  }
}
