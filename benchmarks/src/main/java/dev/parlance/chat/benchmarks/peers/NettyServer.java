package dev.parlance.chat.benchmarks.peers;

import dev.parlance.chat.benchmarks.tls.ServerIdentity;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * A chat on Netty, in three versions: what its documentation shows, what one gets by knowing it
 * well, and what one gets by turning it into something else.
 *
 * <p>One event loop: the benchmark gives a server one processor.
 */
public final class NettyServer implements Callable<Integer> {

  /** How it is written. */
  enum Style {
    /** Strings to a {@code ChannelGroup}, on NIO. */
    CANONICAL,
    /** Encoded once, duplicates retained, flushed once for each turn, on native epoll. */
    TUNED,
    /** As tuned, but what one turn of the loop brings is composed in one buffer first. */
    BATCH
  }

  private static final int BACKLOG = 4096;

  @Option(names = "--style", required = true, description = "one of: ${COMPLETION-CANDIDATES}")
  private Style style = Style.TUNED;

  @Option(names = "--port", description = "0 for any free one, which is the default")
  private int port;

  @Option(names = "--notices", description = "tell everybody who joins and leaves")
  private boolean notices;

  @Option(names = "--tls", description = "speak TLS, by BoringSSL, with the key in this store")
  private @Nullable Path keys;

  private NettyServer() {}

  /** Serves until it is killed. */
  public static void main(String[] args) {
    CommandLine command =
        new CommandLine(new NettyServer()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean epoll = style != Style.CANONICAL && Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, io);
    Class<? extends ServerChannel> kind =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    Channel server =
        new ServerBootstrap()
            .group(loop)
            .channel(kind)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(members())
            .bind(InetAddress.getLoopbackAddress(), port)
            .sync()
            .channel();
    System.out.println("listening on " + server.localAddress());
    server.closeFuture().sync();
    return 0;
  }

  private ChannelInitializer<SocketChannel> members() throws IOException {
    if (style == Style.CANONICAL) {
      return CanonicalMember.initializer(notices);
    }
    NettyRoom room = style == Style.TUNED ? new TunedRoom() : new BatchRoom();
    return each(security(), () -> new NettyMember(room, notices));
  }

  /** {@return what secures connections, or null if nothing does} It must be native. */
  private @Nullable SslContext security() throws IOException {
    if (keys == null) {
      return null;
    }
    OpenSsl.ensureAvailability();
    return SslContextBuilder.forServer(ServerIdentity.keys(keys))
        .sslProvider(SslProvider.OPENSSL_REFCNT)
        .build();
  }

  private static ChannelInitializer<SocketChannel> each(
      @Nullable SslContext security, Supplier<ChannelHandler> handler) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if (security != null) {
          channel.pipeline().addLast(security.newHandler(channel.alloc()));
        }
        channel.pipeline().addLast(handler.get());
      }
    };
  }
}
