package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Peer;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * What is received: opened record by record, and each handed to the core by itself, as unframed
 * dialects want it. Records that cannot be opened yet are held: as the core does not welcome them,
 * as the handshake has to go on first, or as their end is missing. No more than one read brought is
 * ever held, since meanwhile input is not welcome here either; of an unfinished record, as much as
 * came.
 *
 * <p>The lock is held by whoever works on the input: the calls of the link below that concern it,
 * and a pull, which goes on with what is held, as after a wake nothing else is certain to come. So
 * the core's calls exclude each other as they should.
 */
final class Incoming {

  private final TlsLink link;
  private final Handshake handshake;
  private final SSLEngine engine;
  private final Buffers buffers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Backlog backlog = new Backlog();

  /** Whether the core has said that it is ready, and got nothing since. */
  private boolean welcome;

  /** Whether the core has said that it is not ready, and which mark there was before that. */
  private boolean unwilling;

  private long mark;

  /** Whether the other side has said that it will send nothing more. */
  private boolean ended;

  Incoming(TlsLink link, SSLEngine engine, Buffers buffers) {
    this.link = link;
    this.handshake = link.handshake();
    this.engine = engine;
    this.buffers = buffers;
  }

  // What the link below calls.

  /** {@return whether the link below may read} */
  boolean ready() {
    lock.lock();
    try {
      return openHeld() && (!handshake.isEstablished() || discards() || asks());
    } finally {
      lock.unlock();
    }
  }

  /** Goes on with what is held, if there is anything. From a pull. */
  void goOn() {
    if (backlog.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      boolean some = !backlog.isEmpty();
      boolean unused = openHeld();
      if (some && backlog.isEmpty()) {
        link.wakeBelow(); // to be read from again
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes what one read brought. */
  void received(ByteBuffer input) {
    lock.lock();
    try {
      take(input);
    } catch (SSLException e) {
      link.fail(e);
    } finally {
      lock.unlock();
    }
  }

  /** The link below has come to the end of its input. */
  void ended() {
    lock.lock();
    try {
      end();
    } finally {
      lock.unlock();
    }
  }

  // The rest is for the holder of the lock.

  private void take(ByteBuffer input) throws SSLException {
    if (!discards()) {
      backlog.complete(input);
    }
    if (openHeld() && backlog.isEmpty()) {
      boolean unused = open(input);
    }
    if (!discards() && input.hasRemaining()) {
      backlog.add(input);
      handshake.requireModestUnanswered(backlog.size());
    }
  }

  private boolean openHeld() {
    ByteBuffer input = backlog.bytes();
    if (input == null) {
      return true;
    }
    boolean all = open(input);
    backlog.trim();
    return all;
  }

  /** Opens as many records as may be; {@return whether these are all that are whole} */
  private boolean open(ByteBuffer input) {
    try {
      while (!discards() && Records.isWhole(input)) {
        boolean turn = handshake.isEstablished() ? isMembersTurn() : isHandshakesTurn();
        if (!turn || !openOne(input)) {
          return false;
        }
      }
      if (!discards()) {
        handshake.requireModest(Records.size(input));
      }
    } catch (SSLException e) {
      link.fail(e);
    }
    if (discards()) {
      input.position(input.limit());
    }
    return true;
  }

  /** Whether the core may be handed a record. If not, the link is woken when it may. */
  private boolean isMembersTurn() {
    boolean held = link.core() == null || handshake.isBusy() || handshake.holdsInput();
    return !held && isWelcome();
  }

  /** Whether the next record is; the first after the link below has asked was just asked for. */
  private boolean isWelcome() {
    return welcome || asks();
  }

  /** A core that said no is not asked again before it has had the link woken. */
  private boolean asks() {
    Peer core = link.core();
    long now = link.mark();
    if (core == null || (unwilling && now == mark)) {
      return false;
    }
    mark = now;
    welcome = core.ready();
    unwilling = !welcome;
    return welcome;
  }

  /**
   * Whether the handshake waits for a record. While it does, nobody else can complete it. So what
   * is opened during the handshake holds nothing for the core, whom nobody has asked.
   */
  private boolean isHandshakesTurn() {
    if (handshake.isBusy()) {
      return false;
    }
    HandshakeStatus status = engine.getHandshakeStatus();
    if (status == HandshakeStatus.NEED_UNWRAP || !handshake.hasBegun()) {
      return true;
    }
    if (status == HandshakeStatus.NEED_TASK) {
      handshake.runTasks();
      return false;
    }
    handshake.settle(status);
    return handshake.isEstablished() && isMembersTurn();
  }

  /** {@return whether the next record may have its turn} */
  private boolean openOne(ByteBuffer input) throws SSLException {
    boolean established = handshake.isEstablished();
    ByteBuffer plain = buffers.borrow();
    try {
      SSLEngineResult result = engine.unwrap(input, plain);
      if (!established) {
        handshake.count(result.bytesConsumed());
      }
      handOver(plain.flip());
      if (established && result.getStatus() == Status.OK) {
        handshake.refuseAnother(result.getHandshakeStatus());
      }
      return goesOn(result);
    } finally {
      buffers.giveBack(plain);
    }
  }

  private void handOver(ByteBuffer plain) {
    Peer core = link.core();
    if (plain.hasRemaining() && core != null) {
      welcome = false;
      core.received(plain);
    }
  }

  private boolean goesOn(SSLEngineResult result) throws SSLException {
    HandshakeStatus next = result.getHandshakeStatus();
    if (next == HandshakeStatus.FINISHED) {
      handshake.established();
    }
    if (result.getStatus() == Status.CLOSED) {
      farewellHeard();
      return false;
    }
    if (result.getStatus() != Status.OK) {
      throw new SSLException("a record that cannot be opened: " + result.getStatus());
    }
    if (next == HandshakeStatus.NEED_TASK) {
      handshake.runTasks();
    } else if (next == HandshakeStatus.NEED_WRAP) {
      handshake.mustReply();
    }
    return result.bytesConsumed() > 0;
  }

  private boolean discards() {
    return ended || link.isOver();
  }

  private void farewellHeard() {
    Peer core = link.core();
    if (!ended && core != null) {
      ended = true;
      core.ended();
      handshake.replyIsDue();
    }
  }

  private void end() {
    Peer core = link.core();
    if (discards()) {
      return;
    }
    if (!handshake.isEstablished() || core == null) {
      link.fail(new SSLException("the other side ended it"));
    } else if (link.hasOutputEnded()) {
      ended = true; // after our own farewell nothing depends on theirs, and many say none
      core.ended();
    } else {
      link.fail(new SSLException("the end was not announced: cut short, or not by the other side"));
    }
  }
}
