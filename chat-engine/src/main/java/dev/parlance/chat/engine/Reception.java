package dev.parlance.chat.engine;

import dev.parlance.chat.Attempt;
import dev.parlance.chat.Authenticator.Accepted;
import dev.parlance.chat.Authenticator.Refused;
import dev.parlance.chat.Authenticator.Verdict;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.NamePolicy;
import dev.parlance.chat.User;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where somebody with an allowed name waits to be let in: asks the authenticator, if there is one,
 * and then the room.
 *
 * <p>Life: <em>free</em> → <em>busy</em> (an authenticator is being asked; the session's input
 * waits) → <em>free</em>, and so on until the session is a member or has ended. Whatever a busy one
 * tells the peer, it tells before it is free again; so nobody else does at the same time.
 */
final class Reception {

  private static final Logger log = LoggerFactory.getLogger(Reception.class);

  /** Refusals by an authenticator that end a connection, so that guessing costs at least that. */
  private static final int MOST_REFUSALS = 3;

  private static final String FAILED = "it could not be checked, try again later";

  private final Session session;
  private final Room room;
  private volatile @Nullable Login login;
  private int refusals;

  Reception(Session session) {
    this.session = session;
    this.room = session.room();
  }

  boolean isBusy() {
    return login != null;
  }

  /** Somebody without a name of its own. */
  void receiveUnnamed() {
    Admission admission = Admission.byAddress(session.self());
    receive(admission.user(), admission.keys(), null);
  }

  /** Somebody whose name is allowed. */
  void receive(User user, List<String> keys, char @Nullable [] secret) {
    Authority authority = room.authority();
    Refusal banned = room.moderation().refusal(keys);
    if (banned != null) {
      Login.wipe(secret);
      refuse(banned);
    } else if (authority == null) {
      Login.wipe(secret);
      admit(Admission.of(user, keys), user);
    } else {
      ask(authority, new Login(user, keys, secret, session.watch().now()));
    }
  }

  private void ask(Authority authority, Login asked) {
    login = asked;
    if (session.reason() != null) {
      forget(); // it ended just now, and did not know of this one
      return;
    }
    Attempt attempt = new Attempt(asked.user(), asked.secret(), session.link().peerPrincipal());
    CompletionStage<Verdict> stage = authority.ask(attempt);
    try {
      stage.whenComplete((verdict, failure) -> answered(authority, asked, verdict, failure));
    } catch (RuntimeException | Error failure) {
      answered(authority, asked, null, failure); // a stage that is none
    }
  }

  private void answered(
      Authority authority, Login asked, @Nullable Verdict verdict, @Nullable Throwable failure) {
    if (!asked.decide()) {
      return;
    }
    try {
      if (verdict instanceof Accepted accepted) {
        accepted(authority, asked, accepted);
      } else if (verdict instanceof Refused refused) {
        refused(asked, refused.why());
      } else {
        authority.failed(failure);
        refused(asked, FAILED);
      }
    } catch (RuntimeException | Error defect) {
      session.cut(CloseReason.INTERNAL_ERROR);
      Quietly.log(
          () ->
              log.error(
                  "a verdict of an authenticator could not be carried out", Loggable.of(defect)));
    } finally {
      free();
    }
  }

  private void accepted(Authority authority, Login asked, Accepted verdict) {
    User user = asked.user();
    List<String> keys = asked.keys();
    if (!verdict.name().isEmpty()) {
      NamePolicy.Verdict examined = room.names().examine(verdict.name());
      if (examined instanceof NamePolicy.Refused refused) {
        authority.misnamed();
        refused(asked, refused.why());
        return;
      }
      NamePolicy.Accepted other = (NamePolicy.Accepted) examined;
      user = User.named(other.name(), user.host(), user.port());
      keys = other.keys();
    }
    admit(new Admission(user, keys, verdict.takesOver()), asked.user());
  }

  private void refused(Login asked, String why) {
    boolean last = ++refusals >= MOST_REFUSALS || !asked.user().isNamed();
    session.watch().refusedLogin();
    refuse(new Refusal("name not allowed: " + why, last ? CloseReason.LOGIN_REFUSED : null));
  }

  /** {@code asked} is by what it asked to join: who has no name of its own cannot try another. */
  private void admit(Admission admission, User asked) {
    Refusal refusal = room.join(session, admission);
    if (refusal == null) {
      session.admitted();
    } else if (refusal.ends() != null) {
      refuse(refusal);
    } else if (asked.isNamed()) {
      session.refusedName();
      refuse(refusal);
    } else {
      refuse(new Refusal(refusal.why(), CloseReason.NAME_REFUSED));
    }
  }

  private void refuse(Refusal refusal) {
    CloseReason ends = refusal.ends();
    if (session.reason() != null) {
      return;
    }
    if (ends == null) {
      session.tell(refusal.why());
    } else {
      boolean unused = session.dismiss(refusal.why(), ends);
    }
  }

  /** Looks whether the authenticator takes too long. */
  void lookAt(long now) {
    Login asked = login;
    if (asked != null
        && now - asked.begunAt() > room.limits().loginDeadline().toNanos()
        && asked.decide()) {
      refused(asked, "it could not be checked in time");
      free();
    }
  }

  /** The session has ended: whatever the verdict is, it comes too late. */
  void forget() {
    Login asked = login;
    if (asked != null && asked.decide()) {
      login = null;
    }
  }

  private void free() {
    login = null;
    session.link().wake();
  }
}
