package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What TLS adds to a transport, tried from outside by what others wrote. */
@ParameterizedClass(name = "{0}")
@EnumSource(Carriage.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class OnBothTransports {

  @Parameter private Carriage carriage = Carriage.NIO;

  Authority authority;
  SSLContext localhost;
  SSLContext client;

  @BeforeEach
  void issue(@TempDir Path files) {
    authority = new Authority(files, "ca");
    localhost = authority.localhost();
    client = authority.trusting();
  }

  /** {@return a new transport to carry TLS} */
  Transport below() {
    return carriage.transport();
  }

  TlsTransport tls() {
    return TlsTransport.over(below(), localhost);
  }

  Stand stand() throws IOException {
    return new Stand(tls());
  }

  static void say(SSLSocket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  static void hear(InputStream in, String text) throws IOException {
    assertEquals(text, new String(in.readNBytes(text.length()), StandardCharsets.UTF_8));
  }

  static void converse(SSLSocket socket, RecordingPeer server) throws IOException {
    say(socket, "hello");
    server.hears("hello");
    server.says("welcome");
    hear(socket.getInputStream(), "welcome");
  }

  static void assertTells(String part, @Nullable IOException cause) {
    assertTrue(
        cause != null && String.valueOf(cause.getMessage()).contains(part),
        "not \"" + part + "\": " + cause);
  }
}
