package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.tls.PemFiles;
import dev.parlance.chat.tls.TlsTransport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a client that speaks TLS. */
final class ClientTls {

  @Option(
      names = "--tls",
      description = "Speak TLS; the server's certificate must be for HOST, and trusted by Java.")
  private boolean wanted;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Trust the certificates in this PEM file, and no others. Includes --tls.")
  private @Nullable Path authorities;

  /** Secures a transport, if that was asked for. */
  Transport over(Transport below) {
    if (!wanted && authorities == null) {
      return below;
    }
    if (below.carrier() == Transport.Carrier.DATAGRAM) {
      throw new ChatException("there is no TLS for datagrams");
    }
    PemFiles none = PemFiles.none();
    try {
      PemFiles files = authorities == null ? none : none.withTrusted(authorities);
      return TlsTransport.over(below, files.context());
    } catch (IOException e) {
      throw new ChatException(String.valueOf(e.getMessage()), e);
    }
  }
}
