package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Transport;

/**
 * What every transport of {@link Transport.Carrier#DATAGRAM datagrams} keeps; see {@link
 * StreamContract} for how to use it.
 */
public abstract class DatagramContract extends TransportContract
    implements DatagramFacts, AddressFacts, WakingFacts, BindingFacts, ThreadFacts {

  /** For subclasses. */
  protected DatagramContract() {}
}
