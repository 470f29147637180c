package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.MemoryTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transport of the application's own that fails harms nobody who came by another. */
@Timeout(30)
class ClumsyTransportTest {

  /** Fails at all that a binding is asked for once it is bound, but after having done it. */
  private static final class Clumsy implements Transport {

    private final Transport sound = MemoryTransport.create();
    private boolean failsToSayWhatItCarries;
    private volatile boolean bound;

    @Override
    public Carrier carrier() {
      if (failsToSayWhatItCarries && bound) {
        throw new IllegalStateException("this transport fails on purpose");
      }
      return sound.carrier();
    }

    @Override
    public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
      Binding binding = sound.bind(address, acceptor);
      return new Binding() {

        @Override
        public InetSocketAddress address() {
          return binding.address();
        }

        @Override
        public void wake() {
          fails(binding::wake);
        }

        @Override
        public void stopAccepting() {
          fails(binding::stopAccepting);
        }

        @Override
        public void close() {
          fails(binding::close);
        }
      };
    }

    private void fails(Runnable after) {
      after.run();
      if (bound) {
        throw new IllegalStateException("this transport fails on purpose");
      }
    }

    @Override
    public Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor)
        throws IOException {
      return sound.connect(address, timeout, acceptor);
    }
  }

  private final Clumsy clumsy = new Clumsy();
  private final MemoryTransport sound = MemoryTransport.create();

  private ChatServer start(Limits limits) {
    ChatServer server =
        ChatServer.builder().listen(clumsy, 0).listen(sound, 0).limits(limits).start();
    clumsy.bound = true;
    return server;
  }

  private Terminal join(ChatServer server, String name, int online) {
    return Terminal.connect(sound, server.addresses().get(1))
        .type(name + "\n")
        .sees("* name?\n* welcome " + name + " (" + online + " online)\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2})
  void whoCameByAnotherIsHeardAndTold(long coalesced) {
    try (ChatServer server = start(Limits.defaults().withCoalesce(Duration.ofMillis(coalesced)))) {
      Terminal alice = join(server, "alice", 1);
      Terminal bob = join(server, "bob", 2);
      alice.sees("+ bob (2 online)\n");
      for (int i = 0; i < 200; i++) {
        alice.type(i + "\n");
        bob.sees("alice: " + i + "\n");
      }
      assertTrue(server.broadcast("noon"));
      alice.sees("* noon\n");
    }
  }

  @Test
  void aServerStopsAllTheSame() {
    ChatServer server = start(Limits.defaults());
    Terminal alice = join(server, "alice", 1);
    InetSocketAddress address = server.addresses().get(1);
    alice.hangsUp();
    server.stop();
    assertThrows(
        IOException.class,
        () -> sound.connect(address, Duration.ofSeconds(1), link -> null),
        "it listens yet");
    assertEquals(0, server.metrics().connections().open());
  }

  @Test
  void aServerThatCannotStartListensNowhere() throws IOException {
    clumsy.failsToSayWhatItCarries = true;
    InetSocketAddress address;
    try (Binding free =
        sound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), link -> null)) {
      address = free.address();
    }
    ChatServer.Builder builder =
        ChatServer.builder().listen(sound, address, new LineDialect()).listen(clumsy, 0);
    clumsy.bound = true;
    assertThrows(IllegalStateException.class, builder::start);
    sound.bind(address, link -> null).close(); // not in use
  }
}
