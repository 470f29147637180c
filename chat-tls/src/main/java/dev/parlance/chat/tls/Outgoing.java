package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.nio.channels.GatheringByteChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * What is sent. A pull of the link below first sends what is left of the one before; otherwise it
 * pulls the core, seals what comes, and sends that by one write. What the channel does not take is
 * left for the next pull, and the core is not pulled before it is gone: so, whenever the core is
 * pulled, the link below has taken all from before.
 */
final class Outgoing {

  private final TlsLink link;
  private final Handshake handshake;
  private final SSLEngine engine;
  private final Parcel parcel;
  private final Sealer sealer;
  private boolean started;
  private boolean done;

  Outgoing(TlsLink link, SSLEngine engine, Buffers buffers) {
    this.link = link;
    this.handshake = link.handshake();
    this.engine = engine;
    this.parcel = new Parcel(buffers);
    this.sealer = new Sealer(handshake, engine, parcel);
  }

  Progress pull(GatheringByteChannel channel) throws IOException {
    if (parcel.hasLeft()) {
      return sendLeft(channel);
    }
    try {
      Progress progress = compose();
      if (parcel.send(channel)) {
        return progress;
      }
      link.blocked(true);
      return Progress.BLOCKED;
    } finally {
      parcel.close();
    }
  }

  private Progress sendLeft(GatheringByteChannel channel) throws IOException {
    if (!parcel.sendLeft(channel)) {
      link.blocked(true);
      return Progress.BLOCKED;
    }
    link.blocked(false);
    return link.hasOutputEnded() && !link.isClosing() ? Progress.DONE : Progress.MORE;
  }

  private Progress compose() throws IOException {
    if (handshake.isBusy()) {
      return Progress.IDLE;
    }
    try {
      if (!link.isOver() && !done) {
        return converse();
      }
    } catch (SSLException e) {
      link.fail(e);
    }
    return part();
  }

  private Progress converse() throws IOException {
    if (!started) {
      started = true;
      begin();
    }
    if ((handshake.takeReplyDue() || !handshake.isEstablished()) && !shakeHands()) {
      return Progress.IDLE;
    }
    if (link.core() == null) {
      link.introduce();
    }
    Peer core = link.core();
    return core == null ? Progress.IDLE : pull(core);
  }

  /** The client speaks first. */
  private void begin() throws SSLException {
    if (engine.getUseClientMode()) {
      engine.beginHandshake();
    }
  }

  /** {@return whether the core may be pulled} */
  private boolean shakeHands() throws SSLException {
    HandshakeStatus status = sealer.sealReplies();
    handshake.replied(!parcel.isEmpty());
    switch (status) {
      case NEED_TASK -> handshake.runTasks();
      case NEED_WRAP -> handshake.replyIsDue();
      default -> {
        handshake.settle(status);
        return handshake.isEstablished();
      }
    }
    return false;
  }

  private Progress pull(Peer core) throws IOException {
    sealer.begin();
    Progress progress = core.pull(sealer);
    return switch (progress) {
      case IDLE, MORE -> progress;
      // By what was sealed already, unless the engine has to be attended to first.
      case BLOCKED -> sealer.isStuck() ? Progress.IDLE : Progress.MORE;
      case DONE -> {
        done = true;
        yield parcel.hasRoom() && !handshake.isBusy() ? part() : Progress.MORE;
      }
    };
  }

  /** Says farewell, or what is wrong, once. */
  private Progress part() {
    if (!link.hasOutputEnded()) {
      engine.closeOutbound();
      try {
        HandshakeStatus unused = sealer.sealReplies();
      } catch (SSLException e) {
        // What is wrong has been said, or cannot be.
      }
      link.outputEnded();
      return link.isClosing() ? Progress.MORE : Progress.DONE;
    }
    link.closeBelow(); // what was sealed is held by the operating system: this is another pull
    return Progress.IDLE;
  }
}
