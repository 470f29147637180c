package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * TLS over any transport that carries streams. TLS 1.3 and 1.2 are spoken, older versions and
 * renegotiation are refused.
 *
 * <pre>{@code
 * SSLContext context = PemFiles.none().withIdentity(chain, key).context();
 * ChatServer.builder().listen(TlsTransport.over(NioTransport.tcp(), context), 7777)
 *
 * ChatClient.builder().transport(TlsTransport.over(NioTransport.tcp(), SSLContext.getDefault()))
 *     .connect("chat.example.org", 7777, "alice", listener)
 * }</pre>
 *
 * <p>A client checks that the certificate of the server is for the host that it asked for. A
 * server's core meets a link before the handshake, so that every limit on those who have no name
 * yet holds for it, too; a client's meets it after the handshake.
 *
 * <p>The end of the input is only told as such if the other side said so by TLS. A connection that
 * ends without, as if it were cut, is told to the peer as a failure: an attacker can forge the end
 * of a TCP connection. The exception is who leaves after this side has ended its output.
 *
 * <p>What takes time in a handshake is done on threads of this transport, named {@code
 * parlance-tls-1} and so on, of which there are at most as many as processors; they end when nobody
 * needs them. Everything else happens on the threads of the transport below.
 *
 * <p>Immutable: the methods that take an option return a changed copy.
 */
public final class TlsTransport implements Transport {

  private final Transport below;
  private final Terms terms;
  private final Workers workers = new Workers();
  private final Buffers buffers = new Buffers();

  private TlsTransport(Transport below, Terms terms) {
    this.below = below;
    this.terms = terms;
  }

  /**
   * TLS over {@code below} by a context that never changes.
   *
   * @param below what carries the records; a stream
   * @param context who this side is, and whom it trusts
   * @return a transport that asks for no client certificates
   * @throws IllegalArgumentException if {@code below} carries datagrams
   */
  public static TlsTransport over(Transport below, SSLContext context) {
    Objects.requireNonNull(context, "context");
    return over(below, () -> context);
  }

  /**
   * TLS over {@code below} by contexts that may change: each connection has the one that is
   * supplied when it begins, so that a certificate is renewed without ending any connection. {@link
   * ReloadedContext} is such a supplier.
   *
   * @param below what carries the records; a stream
   * @param contexts asked on threads of {@code below}, several at once; must not block
   * @return a transport that asks for no client certificates
   * @throws IllegalArgumentException if {@code below} carries datagrams
   */
  public static TlsTransport over(Transport below, Supplier<SSLContext> contexts) {
    if (below.carrier() != Carrier.STREAM) {
      throw new IllegalArgumentException(
          "TLS needs a stream, and this carries datagrams: " + below);
    }
    Objects.requireNonNull(contexts, "contexts");
    return new TlsTransport(below, new Terms(contexts, ClientCertificates.IGNORED, null));
  }

  /**
   * Sets whether servers ask for client certificates. Who a client has proven to be is then told by
   * {@link Link#peerPrincipal}.
   *
   * @param asked what to ask for
   * @return a changed copy
   */
  public TlsTransport clientCertificates(ClientCertificates asked) {
    return new TlsTransport(below, new Terms(terms.contexts(), asked, terms.serverName()));
  }

  /**
   * Sets the name that a client expects in the certificate, where that is another than the host
   * that it connects to.
   *
   * @param name a host name or address
   * @return a changed copy
   */
  public TlsTransport serverName(String name) {
    return new TlsTransport(
        below,
        new Terms(
            terms.contexts(), terms.clientCertificates(), Objects.requireNonNull(name, "name")));
  }

  @Override
  public Carrier carrier() {
    return Carrier.STREAM;
  }

  @Override
  public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
    // What is wrong is better told now than to the log, again and again. It loads classes, too.
    SSLEngine unused = engine(terms::forServer);
    workers.enter();
    try {
      Stirs stirs = new Stirs();
      Binding binding = below.bind(address, new Door(acceptor, stirs));
      return new TlsBinding(binding, workers, stirs);
    } catch (Throwable e) {
      workers.leave();
      throw e;
    }
  }

  private static SSLEngine engine(Supplier<SSLEngine> terms) throws IOException {
    try {
      return terms.get();
    } catch (RuntimeException e) {
      throw new IOException("cannot speak TLS: " + e.getMessage(), e);
    }
  }

  /** Meets new links below. */
  private final class Door implements Acceptor {
    private final Acceptor core;
    private final Stirs stirs;

    Door(Acceptor core, Stirs stirs) {
      this.core = core;
      this.stirs = stirs;
    }

    @Override
    public @Nullable Peer accepted(Link link) {
      Opening opening = new Opening(core);
      TlsLink met = new TlsLink(link, terms.forServer(), workers, buffers, opening, stirs);
      return met.isMet() ? met.peer() : null;
    }

    @Override
    public void paused(Throwable cause) {
      core.paused(cause);
    }
  }

  /**
   * Connects and shakes hands; must not be called by a peer or an acceptor, whose thread is needed
   * for that.
   *
   * @throws javax.net.ssl.SSLException when the two sides do not agree, or one does not trust the
   *     other; its message says why
   */
  @Override
  public Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor)
      throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    SSLEngine engine = engine(() -> terms.forClient(address));
    Opening opening = new Opening(acceptor);
    Stirs stirs = new Stirs();
    Link link =
        below.connect(
            address,
            timeout,
            carrying -> new TlsLink(carrying, engine, workers, buffers, opening, stirs).peer());
    try {
      return opening.await(deadline);
    } catch (SocketTimeoutException e) {
      link.abort();
      throw e;
    }
  }

  /** {@return "tls/" and what is below} */
  @Override
  public String toString() {
    return "tls/" + below;
  }
}
