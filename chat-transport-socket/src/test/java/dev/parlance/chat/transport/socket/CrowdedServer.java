package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A program that answers each byte with one, and ends with its input. It has taken all of its file
 * descriptors but one before anybody comes.
 */
final class CrowdedServer {

  private CrowdedServer() {}

  /** Tells its port, then serves. */
  public static void main(String[] args) throws IOException {
    // Its classes are loaded before the crowd comes, as the transport's are.
    Peer first = new Echo(null);
    try (Binding binding =
        SocketTransport.tcp().bind(Raw.ANYWHERE, link -> first.ready() ? new Echo(link) : null)) {
      takeDescriptors();
      System.out.println(binding.address().getPort());
      while (System.in.read() >= 0) {}
    }
  }

  @SuppressWarnings("StreamResourceLeak")
  private static void takeDescriptors() throws IOException {
    List<InputStream> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(new FileInputStream("/dev/null"));
      }
    } catch (FileNotFoundException e) {
      taken.get(0).close();
    }
  }

  private static final class Echo implements Peer {

    private final @Nullable Link link;
    private final AtomicInteger owed = new AtomicInteger();

    Echo(@Nullable Link link) {
      this.link = link;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void received(ByteBuffer input) {
      owed.addAndGet(input.remaining());
      if (link != null) {
        link.wake();
      }
    }

    @Override
    public void ended() {
      if (link != null) {
        link.abort();
      }
    }

    @Override
    public Progress pull(GatheringByteChannel channel) throws IOException {
      int left = owed.addAndGet(-channel.write(ByteBuffer.allocate(owed.get())));
      return left == 0 ? Progress.IDLE : Progress.MORE;
    }

    @Override
    public void closed(@Nullable IOException cause) {}
  }
}
