package dev.parlance.chat.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

class OutletTest {

  @Test
  void aGatheringWriteTakesItsBuffersAndNoOthers() throws Exception {
    try (DatagramSocket receiver = new DatagramSocket(Stage.anywhere());
        DatagramChannel channel = DatagramChannel.open();
        Outlet outlet = outlet(channel, receiver)) {
      ByteBuffer[] sources = {bytes(3), bytes(4), bytes(5), bytes(6)};
      assertEquals(9, outlet.write(sources, 1, 2));
      assertEquals(3, sources[0].remaining());
      assertEquals(0, sources[1].remaining());
      assertEquals(0, sources[2].remaining());
      assertEquals(6, sources[3].remaining());
    }
  }

  private static Outlet outlet(DatagramChannel channel, DatagramSocket receiver) {
    InetSocketAddress to = (InetSocketAddress) receiver.getLocalSocketAddress();
    return new Outlet(channel, to, ByteBuffer.allocateDirect(Loop.INPUT_BYTES));
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count);
  }
}
