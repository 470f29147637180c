package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Filter;
import dev.parlance.chat.NamePolicy;
import dev.parlance.chat.NamePolicy.Accepted;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Guest;
import dev.parlance.chat.dialect.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session's dialect asks of the room, checked and carried out. For the holder of the
 * intake's monitor.
 */
final class RoomGuest implements Guest {

  private final Session session;
  private @Nullable Wire reply;

  /** Where it waits to be let in; null before it has asked, and once it is in. */
  private volatile @Nullable Reception reception;

  RoomGuest(Session session) {
    this.session = session;
  }

  /**
   * Whether it has neither joined nor ended, and no verdict is waited for. Looked at in this order,
   * as a verdict makes a member first and is waited for no longer afterwards.
   */
  boolean isUndecided() {
    return !isLoggingIn() && session.isNaming();
  }

  /** Whether an authenticator is being asked; input waits meanwhile. */
  boolean isLoggingIn() {
    Reception waiting = reception;
    return waiting != null && waiting.isBusy();
  }

  /** Looks whether an authenticator takes too long. */
  void lookAtLogin(long now) {
    Reception waiting = reception;
    if (waiting != null) {
      waiting.lookAt(now);
    }
  }

  /** The session has ended. */
  void forgetLogin() {
    Reception waiting = reception;
    if (waiting != null) {
      waiting.forget();
    }
  }

  /** The session is in. */
  void admitted() {
    reception = null;
  }

  private Reception reception() {
    Reception known = reception;
    if (known == null) {
      known = new Reception(session);
      reception = known;
    }
    return known;
  }

  @Override
  public @Nullable User user() {
    return session.isMember() ? session.self() : null;
  }

  @Override
  public void join(ByteBuffer name) {
    join(name, (char[]) null);
  }

  @Override
  public void join(ByteBuffer name, ByteBuffer secret) {
    String objection =
        secret.hasRemaining() ? TextRule.objection(secret, true) : "it must not be empty";
    char[] copy = objection == null ? Secrets.chars(secret) : new char[0];
    Secrets.wipe(secret);
    if (objection == null) {
      join(name, copy);
    } else {
      problem("name not allowed: in its secret, " + objection);
    }
  }

  private void join(ByteBuffer name, char @Nullable [] secret) {
    if (!isUndecided()) {
      Login.wipe(secret);
      return;
    }
    String notText = TextRule.objection(name, true);
    if (notText != null) {
      Login.wipe(secret);
      session.refuse("name not allowed: " + notText, CloseReason.WRONG_PROTOCOL);
      return;
    }
    NamePolicy.Verdict verdict = session.room().names().examine(TextRule.text(name));
    flushReply();
    if (verdict instanceof Accepted accepted) {
      User self = session.self();
      User user = User.named(accepted.name(), self.host(), self.port());
      reception().receive(user, accepted.keys(), secret);
    } else if (verdict instanceof NamePolicy.Refused refused) {
      Login.wipe(secret);
      session.refusedName();
      problem("name not allowed: " + refused.why());
    }
  }

  @Override
  public void joinByAddress() {
    if (isUndecided()) {
      flushReply();
      reception().receiveUnnamed();
    }
  }

  @Override
  public void say(ByteBuffer text) {
    if (!session.isMember()) {
      return;
    }
    Room room = session.room();
    String objection = TextRule.objection(text, room.limits().bidirectional());
    Screen screen = room.screen();
    if (text.remaining() > room.limits().line()) {
      session.oversized();
    } else if (objection != null) {
      problem(objection + ", not sent");
    } else if (room.moderation().isMuted(session.identity())) {
      problem("you are muted, not sent");
    } else {
      flushReply();
      if (screen == null) {
        room.say(session, text);
      } else {
        screened(screen, text);
      }
    }
  }

  private void screened(Screen screen, ByteBuffer text) {
    Filter.Verdict verdict = screen.judge(session.self(), TextRule.text(text));
    if (verdict instanceof Filter.Changed changed) {
      sayChanged(ByteBuffer.wrap(changed.text().getBytes(StandardCharsets.UTF_8)));
    } else if (verdict instanceof Filter.Refused refused) {
      problem(refused.why() + ", not sent");
    } else {
      session.room().say(session, text);
    }
  }

  private void sayChanged(ByteBuffer text) {
    Room room = session.room();
    String objection = TextRule.objection(text, room.limits().bidirectional());
    if (objection != null) {
      problem(objection + ", not sent");
    } else if (text.remaining() > room.limits().line()) {
      problem("longer than " + room.limits().line() + " bytes, not sent");
    } else {
      room.say(session, text);
    }
  }

  @Override
  public void leave() {
    flushReply();
    session.end(CloseReason.CLIENT_QUIT);
  }

  @Override
  public void problem(String text) {
    flushReply();
    session.tell(text);
  }

  @Override
  public Wire reply() {
    flushReply();
    Wire fresh = reply;
    if (fresh == null) {
      fresh = new Wire();
      reply = fresh;
    }
    return fresh;
  }

  /** Hands over what was composed for the peer. */
  void flushReply() {
    Wire written = reply;
    if (written != null) {
      reply = null;
      session.tell(written);
    }
  }

  @Override
  public int online() {
    return session.room().online();
  }

  @Override
  public List<User> users(int most) {
    return session.room().users(most);
  }
}
