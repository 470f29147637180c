package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** One TLS connection, as the transport below sees it. */
final class TlsPeer implements Peer {

  private final TlsLink link;
  private final Incoming incoming;
  private final Outgoing outgoing;

  TlsPeer(TlsLink link, SSLEngine engine, Buffers buffers) {
    this.link = link;
    this.incoming = new Incoming(link, engine, buffers);
    this.outgoing = new Outgoing(link, engine, buffers);
  }

  @Override
  public boolean ready() {
    return incoming.ready();
  }

  @Override
  public void received(ByteBuffer input) {
    incoming.received(input);
  }

  @Override
  public void ended() {
    incoming.ended();
  }

  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    incoming.goOn();
    return outgoing.pull(channel);
  }

  @Override
  public void closed(@Nullable IOException cause) {
    link.gone(cause);
  }
}
