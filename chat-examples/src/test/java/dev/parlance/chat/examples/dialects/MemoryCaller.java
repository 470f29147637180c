package dev.parlance.chat.examples.dialects;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Calls within the JVM. */
record MemoryCaller(RecordingPeer peer) implements Caller {

  static MemoryCaller connect(Transport transport, int serverPort) {
    RecordingPeer peer = new RecordingPeer();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    try {
      transport.connect(address, Duration.ofSeconds(PATIENCE_SECONDS), peer);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new MemoryCaller(peer);
  }

  @Override
  public void says(String text) {
    peer.says(text);
  }

  @Override
  public void hears(String expected) {
    peer.hears(expected);
  }

  @Override
  public void hangsUp() {
    peer.finishes();
  }

  @Override
  public void breaksOff() {
    peer.link().abort();
  }

  @Override
  public void hearsTheEnd() {
    peer.awaitEnded();
  }

  @Override
  public int port() {
    return peer.link().localAddress().getPort();
  }

  @Override
  public void close() {
    peer.link().abort();
  }
}
