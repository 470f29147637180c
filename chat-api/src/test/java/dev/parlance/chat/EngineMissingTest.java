package dev.parlance.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.parlance.chat.internal.Engine;
import dev.parlance.chat.spi.Transport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void oneThatCannotBeLoadedIsToldAsSuch(@TempDir Path directory) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(Engine.class.getName()), "dev.parlance.Gone");
    URL api = ChatServer.class.getProtectionDomain().getCodeSource().getLocation();
    URL[] path = {api, directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Method get = loader.loadClass(Engine.class.getName()).getMethod("get");
      InvocationTargetException thrown =
          assertThrows(InvocationTargetException.class, () -> get.invoke(null));
      IllegalStateException unfit =
          assertInstanceOf(IllegalStateException.class, thrown.getCause());
      String why = String.valueOf(unfit.getMessage());
      assertTrue(why.contains("must be whole") && why.contains("dev.parlance.Gone"), why);
    }
  }

  private void assertSaysWhatToAdd(Executable attempt) {
    IllegalStateException missing = assertThrows(IllegalStateException.class, attempt);
    assertEquals(
        "the engine is missing: dev.parlance:chat-engine, which every transport of Parlance brings"
            + " with it, must be where dev.parlance:chat-api is, on the class path or the module"
            + " path",
        missing.getMessage());
  }
}
