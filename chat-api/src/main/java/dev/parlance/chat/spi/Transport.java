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

  /**
   * How many bytes a stream's transport asks the operating system to hold for one peer, at most
   * ({@link java.net.StandardSocketOptions#SO_SNDBUF}): 256 KiB. What a peer does not take waits in
   * the room, which is there once for all.
   *
   * <p>By itself Linux lets it grow to 4 MiB for each peer, so that some hundreds that do not read
   * exhaust what it has for all connections of the machine (net.ipv4.tcp_mem); then it drops what
   * arrives for others, too. As much as this arrives in a tenth of a second, where that is the time
   * to a peer and back, is 2.5 MB a second: more than anybody reads of a chat.
   */
  int SEND_BUFFER = 256 << 10;

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
   * @throws IOException when the address cannot be bound; its message says why, and leaves the
   *     address to whoever asked for it
   */
  Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException;

  /**
   * Connects to {@code address}, and returns when that is done. The acceptor has met the link by
   * then, and may already have been told of input.
   *
   * @param timeout how long to try; positive
   * @throws IOException when no connection came about; its message says why, without the address,
   *     and the acceptor has met nothing
   */
  Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor) throws IOException;
}
