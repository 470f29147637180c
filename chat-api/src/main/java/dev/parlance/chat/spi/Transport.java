package dev.parlance.chat.spi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A way for bytes to travel. One instance may carry any number of bindings and links; it owns the
 * threads that serve them, starts them with the first and ends them with the last. All threads are
 * daemons. Instances share nothing with each other.
 */
public interface Transport {

  /** What arrives in one piece. */
  enum Carrier {
    /** A stream of bytes, in order, that ends: TCP. Reads and writes may be split anywhere. */
    STREAM,
    /** Messages that arrive whole or not at all, and never end: UDP. */
    DATAGRAM
  }

  /** {@return what this transport carries} */
  Carrier carrier();

  /**
   * Listens at {@code address}; port 0 asks for any free port. When this returns, peers can
   * connect.
   *
   * @param acceptor meets every new link, on a thread of the transport
   * @throws IOException when the address cannot be bound; its message says why
   */
  Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException;

  /**
   * Connects to {@code address}, and returns when that is done. The acceptor has met the link by
   * then, and may already have been told of input.
   *
   * @param timeout how long to try; positive
   * @throws IOException when no connection came about; the acceptor has then met nothing
   */
  Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor) throws IOException;
}
