package dev.parlance.chat.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One end of a stream: writes into one pipe, reads from the other. */
final class StreamLink extends MemoryLink {

  private static final String RESET = "Connection reset";

  private final Pipe incoming;
  private final Consumer<StreamLink> released;
  private final MemoryChannel output = new MemoryChannel(this, this::take);
  private @Nullable StreamLink other;
  private @Nullable IOException failure;
  private boolean inputEnded;

  StreamLink(
      MemoryLoop loop,
      InetSocketAddress local,
      InetSocketAddress remote,
      int capacity,
      Consumer<StreamLink> released) {
    super(loop, local, remote);
    this.incoming = new Pipe(capacity);
    this.released = released;
  }

  void join(StreamLink that) {
    other = that;
    that.other = this;
  }

  private StreamLink other() {
    if (other == null) {
      throw new IllegalStateException("Not joined");
    }
    return other;
  }

  private int take(ByteBuffer[] sources, int offset, int length) throws IOException {
    if (other().isGone()) {
      throw new IOException(RESET);
    }
    int taken = other().incoming.write(sources, offset, length);
    if (taken > 0) {
      other().askForTurn();
    }
    return taken;
  }

  @Override
  void read() {
    if (inputEnded || !incoming.isReadable() || !listens()) {
      return;
    }
    ByteBuffer write = incoming.read();
    if (write == null) {
      inputEnded = true;
      peer().ended();
      return;
    }
    other().room();
    peer().received(write);
    if (incoming.isReadable()) {
      askForTurn();
    }
  }

  @Override
  MemoryChannel output() {
    return output;
  }

  @Override
  boolean hasRoom() {
    return other().isGone() || !other().incoming.isFull();
  }

  @Override
  void endOutput() {
    other().incoming.end();
    other().askForTurn();
  }

  @Override
  boolean isComplete() {
    return inputEnded && isDone();
  }

  @Override
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  void release(boolean reset) {
    if (reset) {
      other().reset();
    } else {
      endOutput();
      other().room();
    }
    released.accept(this);
  }

  private void reset() {
    if (!isGone()) {
      failure = new IOException(RESET);
      askForTurn();
    }
  }
}
