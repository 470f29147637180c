package dev.parlance.chat.engine;

import dev.parlance.chat.User;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.ServerSide;
import dev.parlance.chat.dialect.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Shows events as little more than their text; for tests of what stands around a dialect. */
record PlainDialect(Framing framing, boolean echoes, @Nullable ServerSide serverSide)
    implements Dialect {

  /** One in which nobody talks with a peer. */
  PlainDialect(Framing framing, boolean echoes) {
    this(framing, echoes, null);
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public int defaultPort() {
    return 1;
  }

  @Override
  public void joined(User user, int online, Wire out) {
    out.text("+" + user + "\n");
  }

  @Override
  public void said(User user, ByteBuffer text, Wire out) {
    out.bytes(text);
  }

  @Override
  public void left(User user, int online, Wire out) {
    out.text("-" + user + "\n");
  }

  @Override
  public void notice(String text, Wire out) {
    out.text("*" + text + "\n");
  }

  @Override
  public void stopping(Wire out) {}

  @Override
  public void problem(String text, Wire out) {
    out.text("!" + text + "\n");
  }

  @Override
  public ServerSide serverSide() {
    if (serverSide == null) {
      throw new IllegalStateException("no conversation in these tests");
    }
    return serverSide;
  }

  @Override
  public ClientSide clientSide(String name) {
    throw new IllegalStateException("no conversation in these tests");
  }
}
