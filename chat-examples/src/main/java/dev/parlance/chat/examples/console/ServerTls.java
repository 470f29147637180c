package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.tls.PemFiles;
import dev.parlance.chat.tls.ReloadedContext;
import dev.parlance.chat.tls.TlsTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a server that speaks TLS. */
final class ServerTls {

  /** How soon a renewed certificate is used. */
  private static final int LOOK_SECONDS = 10;

  private static final Logger log = LoggerFactory.getLogger(ServerTls.class);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = {
        "Speak TLS everywhere, by the certificate chain in this PEM file.",
        "If it is renewed, those who connect from then on see the new one."
      })
  private @Nullable Path chain;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's private key.")
  private @Nullable Path key;

  private @Nullable ReloadedContext context;

  /** What transports are called in this server. */
  String prefix() {
    return context == null ? "" : "tls/";
  }

  /** Reads the files, if there are any, and again whenever they change. */
  void prepare() {
    if (chain == null && key == null) {
      return;
    }
    if (chain == null || key == null) {
      throw new ParameterException(command.commandLine(), "--tls-cert and --tls-key go together");
    }
    try {
      ReloadedContext first = ReloadedContext.of(PemFiles.none().withIdentity(chain, key));
      context = first;
      Thread watch = new Thread(() -> watch(first), "chat-certificates");
      watch.setDaemon(true);
      watch.start();
    } catch (IOException e) {
      throw new ChatException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void watch(ReloadedContext context) {
    while (true) {
      try {
        TimeUnit.SECONDS.sleep(LOOK_SECONDS);
        if (context.reloadIfChanged()) {
          log.info("the certificate was renewed");
        }
      } catch (IOException e) {
        log.warn("the certificate stays as it is: {}", e.getMessage());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Secures a transport, if that was asked for. */
  Transport over(Transport below) {
    if (context == null) {
      return below;
    }
    if (below.carrier() == Transport.Carrier.DATAGRAM) {
      throw new ChatException("there is no TLS for datagrams: leave that dialect, or TLS, out");
    }
    return TlsTransport.over(below, context);
  }
}
