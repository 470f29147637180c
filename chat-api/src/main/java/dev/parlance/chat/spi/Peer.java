package dev.parlance.chat.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Who talks over a {@link Link}: implemented by the core, called by the transport.
 *
 * <p>{@link #ready}, {@link #received} and {@link #ended} are called by one thread at a time, each
 * call happening before the next; so is {@link #pull}. The two groups may run beside each other.
 * {@link #closed} comes last. None of them blocks.
 */
public interface Peer {

  /** What a {@link #pull} came to. */
  enum Progress {
    /** Nothing is left to write. Ask again when woken. */
    IDLE,
    /** The channel took less than it was offered. Ask again when it can take more. */
    BLOCKED,
    /** More is left, but it was time to let others have a turn. Ask again without being woken. */
    MORE,
    /**
     * Nothing is left and nothing will follow. End the output (TCP: FIN), go on reading until the
     * input ends or the link is aborted, then close.
     */
    DONE
  }

  /**
   * Whether input is welcome. Asked before each read; after a false answer the transport reads no
   * more from this link until it is woken and a new answer is true.
   */
  boolean ready();

  /**
   * Takes what one read brought: of a stream any number of bytes, of datagrams exactly one. Bytes
   * arrive in order, each once.
   *
   * @param input from position to limit; the callee may change position and limit, and must not
   *     keep the buffer
   */
  void received(ByteBuffer input);

  /**
   * Says that the input ended in good order (TCP: FIN). Called once at most, after the last {@link
   * #received}; never for datagrams. The output is still open: the transport goes on pulling until
   * {@link Progress#DONE}.
   */
  void ended();

  /**
   * Writes what is owed, as much as {@code channel} takes for now. Each call of the channel's write
   * that offers the start of a message offers that message alone where boundaries matter (unframed
   * dialects, datagrams), and as many whole messages as are due where they do not.
   *
   * <p>The channel may take part of what it is offered, or nothing; a datagram channel takes all or
   * nothing. It must not block, keep the buffers, or fail for reasons that do not concern this
   * link.
   *
   * @throws IOException when the channel did; the link is then closed with it as the cause
   */
  Progress pull(GatheringByteChannel channel) throws IOException;

  /**
   * Says that the link is gone, its resources given back. Called exactly once, last: no other
   * method is running or will be called.
   *
   * @param cause what went wrong, or null when the link ended in good order or was aborted from
   *     this side
   */
  void closed(@Nullable IOException cause);
}
