package dev.parlance.chat.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parlance.chat.ChatException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the demo takes for right and for wrong. */
@Timeout(30)
class ActorTest {

  private ServerSocket server;
  private Actor actor;
  private Socket peer;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    actor = new Actor(Tongue.LINE, "lena", "TCP", server.getLocalPort());
    peer = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    actor.close();
    peer.close();
    server.close();
  }

  private void write(String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(UTF_8));
  }

  @Test
  void whatIsHeardInPiecesIsOneLine() throws IOException {
    write("* na");
    write("me?\ntim: hi\n");
    actor.hears("* name?\n");
    actor.hears("tim: hi\n");
    assertEquals(
        List.of(new Actor.Line(false, "* name?"), new Actor.Line(false, "tim: hi")), actor.lines());
  }

  @Test
  void anotherWordIsAFailureThatSaysWhichOne() throws IOException {
    write("tim: ho\n");
    ChatException failure = assertThrows(ChatException.class, () -> actor.hears("tim: hi\n"));
    assertEquals(
        "lena (line) should have seen 'tim: hi\\n' but saw 'tim: ho\\n'", failure.getMessage());
  }

  @Test
  void anEndInTheMiddleIsAFailure() throws IOException {
    write("tim");
    peer.close();
    ChatException failure = assertThrows(ChatException.class, () -> actor.hears("tim: hi\n"));
    assertEquals("lena (line) should have seen 'tim: hi\\n' but saw 'tim'", failure.getMessage());
  }

  @Test
  void whatComesInAnyOrderIsHeardInThatOrderAndOnce() throws IOException {
    write("b: x\na: x\nb: x\n");
    assertEquals(List.of(1, 0), actor.hearsAll(List.of("a: x\n", "b: x\n")));
    ChatException failure = assertThrows(ChatException.class, () -> endsHere());
    assertEquals("lena (line) should have seen 'the end' but saw 'b: x\\n'", failure.getMessage());
  }

  private void endsHere() throws IOException {
    peer.close();
    actor.hearsTheEnd();
  }
}
