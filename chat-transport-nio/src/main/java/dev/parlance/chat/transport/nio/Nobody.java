package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/** Who talks over a link that nobody has met yet. */
enum Nobody implements Peer {
  HERE;

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
