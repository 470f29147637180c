package dev.parlance.chat.internal;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Guest;
import dev.parlance.chat.dialect.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session's dialect asks of the room, checked and carried out. For the holder of the
 * intake's monitor.
 */
final class RoomGuest implements Guest {

  private final Session session;
  private final Room room;
  private @Nullable Wire reply;

  RoomGuest(Session session, Room room) {
    this.session = session;
    this.room = room;
  }

  @Override
  public @Nullable User user() {
    return session.isMember() ? session.self() : null;
  }

  @Override
  public void join(ByteBuffer name) {
    if (!session.isNaming()) {
      return;
    }
    String notText = TextRule.objection(name);
    if (notText != null) {
      session.refuse("name not allowed: " + notText, CloseReason.WRONG_PROTOCOL);
      return;
    }
    String objection = NameRule.objection(name);
    if (objection != null) {
      problem("name not allowed: " + objection);
      return;
    }
    flushReply();
    User self = session.self();
    String taken = room.join(session, User.named(NameRule.text(name), self.host(), self.port()));
    if (taken == null) {
      session.admitted();
    } else {
      problem(taken);
    }
  }

  @Override
  public void joinByAddress() {
    if (session.isNaming()) {
      flushReply();
      String objection = room.join(session, session.self());
      if (objection == null) {
        session.admitted();
      } else {
        session.refuse(objection, CloseReason.NAME_REFUSED);
      }
    }
  }

  @Override
  public void say(ByteBuffer text) {
    if (!session.isMember()) {
      return;
    }
    String objection = TextRule.objection(text);
    if (text.remaining() > room.limits().line()) {
      session.oversized();
    } else if (objection != null) {
      problem(objection + ", not sent");
    } else {
      flushReply();
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
    return room.online();
  }

  @Override
  public List<User> users(int most) {
    return room.users(most);
  }
}
