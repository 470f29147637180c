package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.testkit.CallLog.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A peer for one link that says what a test has it say, keeps what it hears, and notes every call
 * of the transport that breaks a rule of {@link Peer}. It is its own acceptor:
 *
 * <pre>{@code
 * RecordingPeer peer = new RecordingPeer().owes("hello");
 * transport.connect(address, timeout, peer);
 * peer.hears("welcome");
 * peer.owes("bye").finishes();
 * assertNull(peer.awaitClosed());
 * assertEquals(List.of(), peer.breaches());
 * }</pre>
 *
 * <p>Unless told otherwise it is always ready, keeps all input, and writes what it owes. All
 * methods are safe from any thread; those that wait give up after ten seconds with an {@link
 * AssertionError} that tells the last calls.
 */
public final class RecordingPeer implements Acceptor, Peer {

  /** What a peer does when it is pulled. */
  @FunctionalInterface
  public interface Output {

    /**
     * Writes; see {@link Peer#pull}.
     *
     * @param channel where to
     * @return what it came to
     * @throws IOException when the channel did
     */
    Progress pull(GatheringByteChannel channel) throws IOException;
  }

  private final CallLog log = new CallLog();
  private final Heard heard = new Heard();
  private final Owed owed = new Owed();
  private volatile BooleanSupplier readiness = () -> true;
  private volatile Consumer<ByteBuffer> input = heard;
  private volatile Output output = owed;
  private @Nullable Link link;
  private @Nullable IOException cause;

  /** A peer that has not met its link. */
  public RecordingPeer() {}

  /**
   * Changes when the peer is ready.
   *
   * @param answer what it answers from now on
   * @return this peer
   */
  public RecordingPeer readyWhen(BooleanSupplier answer) {
    readiness = answer;
    return this;
  }

  /**
   * Changes what becomes of input, which is not kept then.
   *
   * @param listener what to hand it to from now on
   * @return this peer
   */
  public RecordingPeer onReceived(Consumer<ByteBuffer> listener) {
    input = listener;
    return this;
  }

  /**
   * Changes what is written, whatever is owed.
   *
   * @param writer who writes from now on
   * @return this peer
   */
  public RecordingPeer onPull(Output writer) {
    output = writer;
    return this;
  }

  /**
   * Adds to what will be written at the next pull, each message in a write of its own.
   *
   * @param message the bytes, which are copied
   * @return this peer
   */
  public RecordingPeer owes(byte[] message) {
    owed.add(message);
    return this;
  }

  /**
   * Adds to what will be written at the next pull, each message in a write of its own.
   *
   * @param message a text, which is written as UTF-8
   * @return this peer
   */
  public RecordingPeer owes(String message) {
    return owes(message.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Owes a message, and wakes the link to have it written.
   *
   * @param message a text, which is written as UTF-8
   * @return this peer
   */
  public RecordingPeer says(String message) {
    owes(message).link().wake();
    return this;
  }

  /**
   * Ends the output once nothing is owed any more, and wakes the link for that.
   *
   * @return this peer
   */
  public RecordingPeer finishes() {
    owed.finish();
    link().wake();
    return this;
  }

  /**
   * Waits for as many bytes as a text has, and takes them. Fails if they are other bytes, or if the
   * link ends before they came.
   *
   * @param expected the text, in UTF-8
   */
  public void hears(String expected) {
    byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
    log.await("\"" + expected + "\"", () -> heard.size() >= bytes.length || isClosed());
    String taken = new String(heard.take(bytes.length), StandardCharsets.UTF_8);
    if (!taken.equals(expected)) {
      throw new AssertionError("Expected \"" + expected + "\" but heard \"" + taken + "\"");
    }
  }

  /**
   * Waits for input, and takes what one call brought.
   *
   * @return the bytes of the first call of {@link #received} that are left
   */
  public byte[] awaitReceived() {
    log.await("input", () -> !heard.isEmpty());
    return heard.next();
  }

  /**
   * Waits until the peer met its link.
   *
   * @return the link
   */
  public Link link() {
    log.await("a link", () -> link != null);
    return met().orElseThrow();
  }

  /** {@return the link, if the peer met it already} */
  Optional<Link> met() {
    synchronized (log) {
      return Optional.ofNullable(link);
    }
  }

  /** Waits for the end of the input. */
  public void awaitEnded() {
    log.await("the end of the input", this::hasEnded);
  }

  /**
   * Waits until the link is gone.
   *
   * @return what {@link #closed} was told
   */
  public @Nullable IOException awaitClosed() {
    log.await("the end of the link", this::isClosed);
    synchronized (log) {
      return cause;
    }
  }

  /**
   * Waits for anything else.
   *
   * @param what what it is, for the message if it does not come true
   * @param condition what to wait for; looked at after each call of the transport
   */
  public void await(String what, BooleanSupplier condition) {
    log.await(what, condition);
  }

  /** {@return whether the input has ended} */
  public boolean hasEnded() {
    return log.count(Call.ENDED) > 0;
  }

  /** {@return whether the link is gone} */
  public boolean isClosed() {
    return log.count(Call.CLOSED) > 0;
  }

  /** {@return whether the peer was asked if it is ready, and last said no} */
  public boolean wasNotReady() {
    return log.wasNotReady();
  }

  /** {@return how often {@link #received} was called} */
  public int receivedCount() {
    return log.count(Call.RECEIVED);
  }

  /** {@return how often {@link #pull} was called} */
  public int pullCount() {
    return log.count(Call.PULL);
  }

  /** {@return the threads that any method of the SPI was called on} */
  public Set<Thread> threads() {
    return log.threads();
  }

  /** {@return each call that broke a rule of {@link Peer}, in words} */
  public List<String> breaches() {
    return log.breaches();
  }

  @Override
  public Peer accepted(Link met) {
    log.enter(Call.ACCEPTED);
    synchronized (log) {
      link = met;
    }
    log.leave(Call.ACCEPTED, met.remoteAddress());
    return this;
  }

  @Override
  public boolean ready() {
    log.enter(Call.READY);
    boolean ready = false;
    try {
      ready = readiness.getAsBoolean();
      return ready;
    } finally {
      log.answered(ready);
      log.leave(Call.READY, ready);
    }
  }

  @Override
  public void received(ByteBuffer bytes) {
    int size = bytes.remaining();
    log.enter(Call.RECEIVED);
    try {
      input.accept(bytes);
    } finally {
      log.leave(Call.RECEIVED, size + " bytes");
    }
  }

  @Override
  public void ended() {
    log.enter(Call.ENDED);
    log.leave(Call.ENDED, "an end");
  }

  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    log.enter(Call.PULL);
    Object outcome = "a failure";
    try {
      Progress progress = output.pull(channel);
      log.progressed(progress);
      outcome = progress;
      return progress;
    } finally {
      log.leave(Call.PULL, outcome);
    }
  }

  @Override
  public void closed(@Nullable IOException why) {
    // First, as from then on it counts as closed, and whoever waits for that asks why.
    synchronized (log) {
      cause = why;
    }
    log.enter(Call.CLOSED);
    log.leave(Call.CLOSED, String.valueOf(why));
  }
}
