package dev.parlance.chat.benchmarks.peers;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DelimiterBasedFrameDecoder;
import io.netty.handler.codec.Delimiters;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A member as Netty's documentation and examples show it: strings, and a group to write them to.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class CanonicalMember extends SimpleChannelInboundHandler<String> {

  private static final int LONGEST = 8192;

  private final ChannelGroup members;
  private final boolean notices;
  private @Nullable String name;

  private CanonicalMember(ChannelGroup members, boolean notices) {
    this.members = members;
    this.notices = notices;
  }

  static ChannelInitializer<SocketChannel> initializer(boolean notices) {
    ChannelGroup members = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        channel
            .pipeline()
            .addLast(new DelimiterBasedFrameDecoder(LONGEST, Delimiters.lineDelimiter()))
            .addLast(new StringDecoder(StandardCharsets.UTF_8))
            .addLast(new StringEncoder(StandardCharsets.UTF_8))
            .addLast(new CanonicalMember(members, notices));
      }
    };
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.writeAndFlush("* name?\n");
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, String line) {
    if (name != null) {
      tellOthers(context.channel(), name + ": " + line + "\n");
      return;
    }
    name = line;
    members.add(context.channel());
    String online = " (" + members.size() + " online)\n";
    context.writeAndFlush("* welcome " + line + online);
    if (notices) {
      tellOthers(context.channel(), "+ " + line + online);
    }
  }

  private void tellOthers(Channel self, String line) {
    members.writeAndFlush(line, ChannelMatchers.isNot(self));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (members.remove(context.channel()) && notices) {
      tellOthers(context.channel(), "- " + name + " (" + members.size() + " online)\n");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
