package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Transport;

/**
 * What every transport of {@link Transport.Carrier#STREAM streams} keeps, as tests whose names are
 * the facts. A test class that extends this one tries them all:
 *
 * <pre>{@code
 * final class PigeonStreamTest extends StreamContract {
 *
 *   @Override
 *   protected Transport transport() {
 *     return PigeonTransport.create();
 *   }
 *
 *   @Override
 *   protected String threadPrefix() {
 *     return "pigeon-";
 *   }
 * }
 * }</pre>
 *
 * <p>Each fact is tried on a transport of its own, over loopback addresses and ports that are free.
 * Besides what its name says, each fact holds that no peer saw a rule of {@link
 * dev.parlance.chat.spi.Peer} broken: that calls that exclude each other never overlap, that
 * nothing is received unless the peer said just before that it is ready, that nothing is called
 * after the end. No fact is decided by how long something takes; what does not come about within
 * ten seconds counts as never, and what is to be over in {@link
 * dev.parlance.chat.spi.Binding#CLOSE_SECONDS} has these ten.
 */
public abstract class StreamContract extends TransportContract
    implements ConnectingFacts,
        ReadingFacts,
        WakingFacts,
        StallingFacts,
        EndingFacts,
        ClosingFacts,
        AbortingFacts,
        MisbehavingFacts,
        BindingFacts,
        ListeningFacts,
        ThreadFacts {

  /** For subclasses. */
  protected StreamContract() {}
}
