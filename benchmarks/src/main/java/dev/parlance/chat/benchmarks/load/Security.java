package dev.parlance.chat.benchmarks.load;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import tlschannel.BufferAllocator;
import tlschannel.ClientTlsChannel;
import tlschannel.TlsChannel;
import tlschannel.WouldBlockException;

/**
 * TLS for the generator: BoringSSL where it is there, so that the generator has time for what it is
 * for, in the channels of a library. Whom it talks to does not matter, and is not checked.
 */
final class Security implements BufferAllocator {

  private final SslContext context;
  private final Map<Integer, Queue<ByteBuffer>> spare = new HashMap<>();

  Security() throws IOException {
    context =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm("")
            .protocols("TLSv1.3")
            .build();
  }

  /** {@return a channel that secures another, and like that one never blocks} */
  ByteChannel over(SocketChannel channel) {
    return new Patient(
        ClientTlsChannel.newBuilder(channel, context.newEngine(UnpooledByteBufAllocator.DEFAULT))
            .withPlainBufferAllocator(this)
            .withEncryptedBufferAllocator(this)
            .build());
  }

  @Override
  public ByteBuffer allocate(int size) {
    ByteBuffer buffer = spare.computeIfAbsent(size, unused -> new ArrayDeque<>()).poll();
    return buffer != null ? buffer.clear() : ByteBuffer.allocateDirect(size);
  }

  @Override
  public void free(ByteBuffer buffer) {
    spare.computeIfAbsent(buffer.capacity(), unused -> new ArrayDeque<>()).add(buffer);
  }

  /** A channel that says 0 where the library's throws, and reads until there is no more. */
  private record Patient(TlsChannel channel) implements ByteChannel {

    @Override
    public int read(ByteBuffer target) throws IOException {
      int total = 0;
      try {
        while (target.hasRemaining()) {
          int count = channel.read(target);
          if (count < 0) {
            return total > 0 ? total : -1;
          }
          total += count;
        }
      } catch (WouldBlockException later) {
        // The selector tells when.
      }
      return total;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      int from = source.position();
      try {
        channel.write(source);
      } catch (WouldBlockException later) {
        // What was taken shows in the position.
      }
      return source.position() - from;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.getUnderlying().close();
    }
  }
}
