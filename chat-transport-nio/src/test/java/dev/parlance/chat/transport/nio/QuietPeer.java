package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/** A peer that reads what comes and says nothing, unless a test makes it. */
class QuietPeer implements Peer {

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void received(ByteBuffer input) {}

  @Override
  public void ended() {}

  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    return Progress.IDLE;
  }

  @Override
  public void closed(@Nullable IOException cause) {}
}
