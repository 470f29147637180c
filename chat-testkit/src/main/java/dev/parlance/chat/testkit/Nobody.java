package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/** Stands in where an acceptor wanted no peer. */
final class Nobody implements Peer {

  @Override
  public boolean ready() {
    return false;
  }

  @Override
  public void received(ByteBuffer input) {}

  @Override
  public void ended() {}

  @Override
  public Progress pull(GatheringByteChannel channel) {
    return Progress.IDLE;
  }

  @Override
  public void closed(@Nullable IOException cause) {}
}
