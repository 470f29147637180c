package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The application behind an imagined client: notes what it is told in order, a line for each. A
 * user without a name shows with an {@code @} before the address.
 */
public final class RecordingHost implements Host {

  private final List<String> told = new ArrayList<>();
  private @Nullable Wire sent;

  /** A host that knows nothing yet. */
  public RecordingHost() {}

  /** What has been told since the last call. */
  public List<String> told() {
    note(null);
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  private void note(@Nullable String what) {
    Wire written = sent;
    sent = null;
    if (written != null && written.size() > 0) {
      told.add("send " + written);
    }
    if (what != null) {
      told.add(what);
    }
  }

  private static String who(User user, int online) {
    return (user.isNamed() ? "" : "@") + user + (online == UNKNOWN ? "" : " of " + online);
  }

  @Override
  public User self() {
    return User.unnamed("127.0.0.1", 5001);
  }

  @Override
  public Wire send() {
    note(null);
    Wire fresh = new Wire();
    sent = fresh;
    return fresh;
  }

  @Override
  public void accepted(User self, int online) {
    note("accepted " + who(self, online));
  }

  @Override
  public void refused(String why) {
    note("refused " + why);
  }

  @Override
  public void joined(User user, int online) {
    note("joined " + who(user, online));
  }

  @Override
  public void said(User user, String text) {
    note("said " + who(user, UNKNOWN) + ": " + text);
  }

  @Override
  public void left(User user, int online) {
    note("left " + who(user, online));
  }

  @Override
  public void notice(String text) {
    note("notice " + text);
  }

  @Override
  public void ended() {
    note("ended");
  }
}
