package dev.parlance.chat.benchmarks.micro;

import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Guest;
import dev.parlance.chat.dialect.Wire;
import java.nio.ByteBuffer;
import java.util.List;

/** A guest that is a member, and adds up how much it says. */
final class Listener implements Guest {

  private final User self;
  private final Wire wire = new Wire();
  private int heard;

  Listener(User self) {
    this.self = self;
  }

  int heard() {
    return heard;
  }

  @Override
  public User user() {
    return self;
  }

  @Override
  public void join(ByteBuffer name) {
    throw new IllegalStateException("a member joins");
  }

  @Override
  public void join(ByteBuffer name, ByteBuffer secret) {
    throw new IllegalStateException("a member joins");
  }

  @Override
  public void joinByAddress() {
    throw new IllegalStateException("a member joins");
  }

  @Override
  public void say(ByteBuffer text) {
    heard += text.remaining();
  }

  @Override
  public void leave() {
    throw new IllegalStateException("nobody leaves");
  }

  @Override
  public void problem(String text) {
    throw new IllegalStateException(text);
  }

  @Override
  public Wire reply() {
    wire.clear();
    return wire;
  }

  @Override
  public int online() {
    return 1;
  }

  @Override
  public List<User> users(int most) {
    return List.of(self);
  }
}
