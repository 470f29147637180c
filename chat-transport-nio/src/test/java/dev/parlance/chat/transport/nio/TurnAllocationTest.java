package dev.parlance.chat.transport.nio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.parlance.chat.spi.Binding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnAllocationTest {

  /** Sends back what it receives, and allocates nothing for it. */
  private static final class Echo extends QuietPeer {

    private final ByteBuffer owed = ByteBuffer.allocateDirect(100).limit(0);
    private volatile long thread;

    @Override
    public void received(ByteBuffer input) {
      thread = Thread.currentThread().getId();
      owed.clear().put(input).flip();
    }

    @Override
    public Progress pull(GatheringByteChannel channel) throws IOException {
      if (owed.hasRemaining()) {
        channel.write(owed);
      }
      return Progress.IDLE;
    }
  }

  @Test
  void aTurnAllocatesNothing() throws Exception {
    Echo echo = new Echo();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Binding binding = NioTransport.tcp().loops(1).bind(Stage.anywhere(), link -> echo);
        Socket socket = new Socket(binding.address().getAddress(), binding.address().getPort())) {
      exchange(socket, 3000);
      int rounds = 3000;
      long before = threads.getThreadAllocatedBytes(echo.thread);
      exchange(socket, rounds);
      long perRound = (threads.getThreadAllocatedBytes(echo.thread) - before) / rounds;
      assertTrue(perRound < 1, perRound + " bytes a round");
    }
  }

  private static void exchange(Socket socket, int rounds) throws IOException {
    socket.setTcpNoDelay(true);
    OutputStream out = socket.getOutputStream();
    InputStream in = socket.getInputStream();
    for (int i = 0; i < rounds; i++) {
      out.write('x');
      if (in.read() != 'x') {
        throw new AssertionError("No echo");
      }
    }
  }
}
