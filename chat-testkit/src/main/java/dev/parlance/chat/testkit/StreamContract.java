package dev.parlance.chat.testkit;

/** What every transport of {@link dev.parlance.chat.spi.Transport.Carrier#STREAM streams} keeps. */
public abstract class StreamContract extends TransportContract
    implements ConnectingFacts,
        ReadingFacts,
        WakingFacts,
        StallingFacts,
        EndingFacts,
        AbortingFacts,
        MisbehavingFacts,
        BindingFacts,
        ListeningFacts,
        ThreadFacts {

  /** For subclasses. */
  protected StreamContract() {}
}
