package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A peer in an imagined room: grants what is asked, and notes it in order, a line for each. */
public final class RecordingGuest implements Guest {

  private final List<String> asked = new ArrayList<>();
  private final List<User> others;
  private @Nullable User user;
  private @Nullable Wire reply;
  private Predicate<ByteBuffer> admitted = name -> true;

  /** A guest in a room of its own, or in one with {@code others}. */
  public RecordingGuest(User... others) {
    this.others = List.of(others);
  }

  /** Has no further name accepted. */
  public RecordingGuest refusingNames() {
    return admitting(name -> false);
  }

  /** Has further names accepted if they are such. */
  public RecordingGuest admitting(Predicate<ByteBuffer> names) {
    admitted = names;
    return this;
  }

  /** Has the guest be in the room already. */
  public RecordingGuest joinedAs(User who) {
    user = who;
    return this;
  }

  /** What has been asked since the last call. */
  public List<String> asked() {
    note(null);
    List<String> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  private void note(@Nullable String what) {
    Wire written = reply;
    reply = null;
    if (written != null && written.size() > 0) {
      asked.add("reply " + written);
    }
    if (what != null) {
      asked.add(what);
    }
  }

  private static String string(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }

  @Override
  public @Nullable User user() {
    return user;
  }

  @Override
  public void join(ByteBuffer name) {
    note("join " + string(name));
    if (admitted.test(name)) {
      user = User.named(string(name), "127.0.0.1", 5001);
    }
  }

  @Override
  public void join(ByteBuffer name, ByteBuffer secret) {
    note("join " + string(name) + " by " + string(secret));
    if (admitted.test(name)) {
      user = User.named(string(name), "127.0.0.1", 5001);
    }
  }

  @Override
  public void joinByAddress() {
    note("join by address");
    user = User.unnamed("127.0.0.1", 5001);
  }

  @Override
  public void say(ByteBuffer text) {
    note("say " + string(text));
  }

  @Override
  public void leave() {
    note("leave");
  }

  @Override
  public void problem(String text) {
    note("problem " + text);
  }

  @Override
  public Wire reply() {
    note(null);
    Wire fresh = new Wire();
    reply = fresh;
    return fresh;
  }

  @Override
  public int online() {
    return others.size() + (user == null ? 0 : 1);
  }

  @Override
  public List<User> users(int most) {
    List<User> users = new ArrayList<>(others);
    if (user != null) {
      users.add(user);
    }
    return users.subList(0, Math.min(most, users.size()));
  }
}
