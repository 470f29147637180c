package dev.parlance.chat.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * What the core writes to: it is sealed into the parcel, record by record, as long as there is room
 * for one more. Each write is sealed by itself, as unframed dialects want it. For pulls.
 */
final class Sealer implements GatheringByteChannel {

  /**
   * Of the core's bytes in a record: so that the record fits into 16 KiB, which some write at once.
   */
  private static final int MOST_IN_A_RECORD = (16 << 10) - 256;

  private final Handshake handshake;
  private final SSLEngine engine;
  private final Parcel parcel;
  private final ByteBuffer[] nothing = {ByteBuffer.allocate(0)};
  private boolean stuck;

  Sealer(Handshake handshake, SSLEngine engine, Parcel parcel) {
    this.handshake = handshake;
    this.engine = engine;
    this.parcel = parcel;
  }

  /** A pull of the core begins. */
  void begin() {
    stuck = false;
  }

  /** {@return whether the engine has to be attended to before it seals anything} */
  boolean isStuck() {
    return stuck;
  }

  /** Seals what the engine has to say of its own; {@return what it needs after that} */
  HandshakeStatus sealReplies() throws SSLException {
    HandshakeStatus status = engine.getHandshakeStatus();
    while (status == HandshakeStatus.NEED_WRAP && parcel.hasRoom()) {
      SSLEngineResult result = seal(nothing, 0, 1);
      if (result.bytesProduced() == 0) {
        return HandshakeStatus.NOT_HANDSHAKING;
      }
      status = engine.getHandshakeStatus();
    }
    return status;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return (int) write(new ByteBuffer[] {source}, 0, 1);
  }

  @Override
  public long write(ByteBuffer[] sources) throws IOException {
    return write(sources, 0, sources.length);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, sources.length);
    long taken = 0;
    while (!stuck && parcel.hasRoom() && hasRemaining(sources, offset, length)) {
      SSLEngineResult result = sealSome(sources, offset, length);
      taken += result.bytesConsumed();
      if (result.getStatus() == Status.CLOSED) {
        return taken + discard(sources, offset, length);
      }
      attend(result);
    }
    return taken;
  }

  private static boolean hasRemaining(ByteBuffer[] sources, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (sources[i].hasRemaining()) {
        return true;
      }
    }
    return false;
  }

  /** Seals as much as goes into a record, by cutting short the source that would be too much. */
  private SSLEngineResult sealSome(ByteBuffer[] sources, int offset, int length)
      throws SSLException {
    int room = MOST_IN_A_RECORD;
    for (int i = offset; i < offset + length; i++) {
      ByteBuffer source = sources[i];
      if (source.remaining() > room) {
        int limit = source.limit();
        source.limit(source.position() + room);
        try {
          return seal(sources, offset, i - offset + 1);
        } finally {
          source.limit(limit);
        }
      }
      room -= source.remaining();
    }
    return seal(sources, offset, length);
  }

  private SSLEngineResult seal(ByteBuffer[] sources, int offset, int length) throws SSLException {
    SSLEngineResult result = engine.wrap(sources, offset, length, parcel.room());
    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
      throw new SSLException("this engine's records are larger than TLS allows");
    }
    if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      handshake.established();
    }
    return result;
  }

  /** With TLS 1.2, whoever ends one direction ends both: what is pending is lost (RFC 5246). */
  private static long discard(ByteBuffer[] sources, int offset, int length) {
    long discarded = 0;
    for (int i = offset; i < offset + length; i++) {
      discarded += sources[i].remaining();
      sources[i].position(sources[i].limit());
    }
    return discarded;
  }

  /** TLS 1.3 renews its keys now and then. */
  private void attend(SSLEngineResult result) {
    switch (result.getHandshakeStatus()) {
      case NEED_TASK -> handshake.runTasks();
      case NEED_WRAP -> handshake.replyIsDue();
      default -> {}
    }
    boolean idle = result.bytesConsumed() == 0 && result.bytesProduced() == 0;
    stuck = idle || handshake.isBusy();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** Does nothing: the link is not the core's to close by this. */
  @Override
  public void close() {}
}
