package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.testkit.CallLog.Call;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of {@link Peer}, and how they were broken. The log's monitor guards it. */
final class CallRules {

  /** How many breaches are told. Who breaks a rule tends to break it each time. */
  private static final int TOLD = 10;

  private final Set<Call> made = EnumSet.noneOf(Call.class);
  private final List<String> breaches = new ArrayList<>();
  private @Nullable Call input;
  private @Nullable Call output;
  private boolean welcome;
  private boolean done;

  void enter(Call call) {
    forbid(call.ofInput() && input != null, call, "while " + input + " is running");
    forbid(call.ofOutput() && output != null, call, "while " + output + " is running");
    forbid(made.contains(Call.CLOSED), call, "after CLOSED");
    forbid(call != Call.ACCEPTED && !made.contains(Call.ACCEPTED), call, "before ACCEPTED");
    switch (call) {
      case ACCEPTED -> forbid(made.contains(call), call, "twice");
      case RECEIVED -> {
        forbid(!welcome, call, "without asking whether the peer is ready");
        forbid(made.contains(Call.ENDED), call, "after ENDED");
        welcome = false;
      }
      case ENDED -> forbid(made.contains(call), call, "twice");
      case PULL -> forbid(done, call, "after DONE");
      default -> {}
    }
    made.add(call);
    input = call.ofInput() ? call : input;
    output = call.ofOutput() ? call : output;
  }

  void leave(Call call) {
    input = call.ofInput() ? null : input;
    output = call.ofOutput() ? null : output;
  }

  /** What the peer said when asked whether it is ready. */
  void answered(boolean ready) {
    welcome = ready;
  }

  /** What the peer said when pulled. */
  void progressed(Peer.Progress progress) {
    done = progress == Peer.Progress.DONE;
  }

  List<String> breaches() {
    return List.copyOf(breaches);
  }

  private void forbid(boolean broken, Call call, String circumstance) {
    if (broken && breaches.size() < TOLD) {
      breaches.add(call + " " + circumstance + ", on " + Thread.currentThread().getName());
    }
  }
}
