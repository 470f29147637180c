package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.testkit.CallLog.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A peer for one link that says what a test has it say, keeps what it hears, and notes every call
 * that breaks a rule of {@link Peer}. It is its own acceptor:
 *
 * <pre>{@code
 * RecordingPeer peer = new RecordingPeer().owes("hello");
 * transport.connect(address, timeout, peer);
 * peer.hears("welcome");
 * peer.says("bye").finishes();
 * assertNull(peer.awaitClosed());
 * assertEquals(List.of(), peer.breaches());
 * }</pre>
 *
 * <p>Unless told otherwise it is ready, keeps all input, and writes what it owes. All methods are
 * safe from any thread; those that wait give up after ten seconds with an {@link AssertionError}
 * that tells the last calls.
 */
public final class RecordingPeer implements Acceptor, Peer {

  /** What a peer does when it is pulled; see {@link Peer#pull}. */
  @FunctionalInterface
  public interface Output {

    /**
     * Writes.
     *
     * @param channel where to
     * @return what it came to
     * @throws IOException when the channel did
     */
    Progress pull(GatheringByteChannel channel) throws IOException;
  }

  private final CallLog log = new CallLog();
  private final ArrayDeque<byte[]> heard = new ArrayDeque<>();
  private final ArrayDeque<ByteBuffer> owed = new ArrayDeque<>();
  private volatile BooleanSupplier readiness = () -> true;
  private volatile Consumer<ByteBuffer> input = this::keep;
  private volatile Output output = this::payWhatIsOwed;
  private boolean finishing;
  private @Nullable Link link;
  private @Nullable IOException cause;

  /** A peer that has not met its link. */
  public RecordingPeer() {}

  /** {@return this peer, which is ready when {@code readiness} says so} */
  public RecordingPeer readyWhen(BooleanSupplier answer) {
    readiness = answer;
    return this;
  }

  /** {@return this peer, which hands input to {@code listener} and does not keep it} */
  public RecordingPeer onReceived(Consumer<ByteBuffer> listener) {
    input = listener;
    return this;
  }

  /** {@return this peer, which leaves the writing to {@code writer}, whatever it owes} */
  public RecordingPeer onPull(Output writer) {
    output = writer;
    return this;
  }

  /** {@return this peer, which will write {@code message}, all in one, when next pulled} */
  public RecordingPeer owes(byte[] message) {
    synchronized (log) {
      owed.add(ByteBuffer.wrap(message.clone()));
    }
    return this;
  }

  /** {@return this peer, which will write {@code message}, all in one, when next pulled} */
  public RecordingPeer owes(String message) {
    return owes(message.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return this peer, which owes {@code message} and wakes its link to write it} */
  public RecordingPeer says(String message) {
    owes(message).link().wake();
    return this;
  }

  /** {@return this peer, which is done when nothing is owed any more; wakes its link} */
  public RecordingPeer finishes() {
    synchronized (log) {
      finishing = true;
    }
    link().wake();
    return this;
  }

  /** Waits for as many bytes as {@code expected} has, and takes them: they must be the same. */
  public void hears(String expected) {
    byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
    log.await("\"" + expected + "\"", () -> heardBytes() >= bytes.length || isClosed());
    String taken = new String(take(bytes.length), StandardCharsets.UTF_8);
    if (!taken.equals(expected)) {
      throw new AssertionError("Expected \"" + expected + "\" but heard \"" + taken + "\"");
    }
  }

  /** Waits for input, and takes the first piece; {@return that, just as it was received} */
  public byte[] awaitReceived() {
    log.await("input", () -> !heard.isEmpty());
    synchronized (log) {
      return heard.remove();
    }
  }

  /** Waits until the link is met; {@return it} */
  public Link link() {
    log.await("a link", () -> link != null);
    synchronized (log) {
      return Objects.requireNonNull(link);
    }
  }

  /** {@return the link, if it was met already} */
  Optional<Link> met() {
    synchronized (log) {
      return Optional.ofNullable(link);
    }
  }

  /** Waits for the end of the input. */
  public void awaitEnded() {
    log.await("the end of the input", () -> log.count(Call.ENDED) > 0);
  }

  /** Waits until the link is gone; {@return the cause, null for none} */
  public @Nullable IOException awaitClosed() {
    await("the end of the link", this::isClosed);
    synchronized (log) {
      return cause;
    }
  }

  /** Waits until {@code condition} holds, which is looked at after each call of the transport. */
  public void await(String what, BooleanSupplier condition) {
    log.await(what, condition);
  }

  /** {@return whether the link is gone} */
  public boolean isClosed() {
    return log.count(Call.CLOSED) > 0;
  }

  /** {@return whether the last answer to the question whether it is ready was no} */
  public boolean wasNotReady() {
    return log.wasNotReady();
  }

  /** {@return how many pieces of input came} */
  public int receivedCount() {
    return log.count(Call.RECEIVED);
  }

  /** {@return how often the peer was asked to write} */
  public int pullCount() {
    return log.count(Call.PULL);
  }

  /** {@return the threads that called} */
  public Set<Thread> threads() {
    return log.threads();
  }

  /** {@return each call that broke a rule of {@link Peer}, as a sentence} */
  public List<String> breaches() {
    return log.breaches();
  }

  private int heardBytes() {
    return heard.stream().mapToInt(piece -> piece.length).sum();
  }

  private byte[] take(int most) {
    synchronized (log) {
      ByteBuffer taken = ByteBuffer.allocate(Math.min(most, heardBytes()));
      while (taken.hasRemaining()) {
        byte[] piece = heard.remove();
        int part = Math.min(piece.length, taken.remaining());
        taken.put(piece, 0, part);
        if (part < piece.length) {
          heard.addFirst(Arrays.copyOfRange(piece, part, piece.length));
        }
      }
      return taken.array();
    }
  }

  private void keep(ByteBuffer received) {
    byte[] piece = new byte[received.remaining()];
    received.get(piece);
    synchronized (log) {
      heard.add(piece);
    }
  }

  private Progress payWhatIsOwed(GatheringByteChannel channel) throws IOException {
    while (true) {
      ByteBuffer next;
      synchronized (log) {
        next = owed.peek();
        if (next == null) {
          return finishing ? Progress.DONE : Progress.IDLE;
        }
      }
      channel.write(next);
      if (next.hasRemaining()) {
        return Progress.BLOCKED;
      }
      synchronized (log) {
        owed.remove();
      }
    }
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
      log.answered(ready);
      return ready;
    } finally {
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
      log.leave(Call.RECEIVED, size);
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
    log.enter(Call.CLOSED);
    synchronized (log) {
      cause = why;
    }
    log.leave(Call.CLOSED, String.valueOf(why));
  }
}
