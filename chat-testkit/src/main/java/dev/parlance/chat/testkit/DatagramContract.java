package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Transport;

/**
 * What every transport of {@link Transport.Carrier#DATAGRAM datagrams} keeps, as tests whose names
 * are the facts. How to have them tried, and what they all hold, is told at {@link StreamContract}.
 *
 * <p>What must arrive is sent a little at a time, so that a network which loses datagrams only when
 * it is flooded loses none of these.
 */
public abstract class DatagramContract extends TransportContract
    implements DatagramFacts,
        AddressFacts,
        SharedPortFacts,
        WakingFacts,
        BindingFacts,
        ThreadFacts {

  /** For subclasses. */
  protected DatagramContract() {}
}
