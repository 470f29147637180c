package dev.parlance.chat.engine;

import dev.parlance.chat.Ban;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.internal.ServerWarden;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds from now on is put down first, and whom it meets is looked for afterwards: who comes
 * in between is met by the one or by the other.
 */
final class Warden implements ServerWarden {

  private final Moderation moderation;
  private final Room room;
  private final Set<Session> sessions;

  /** {@code sessions} are all that there are, as they come and go. */
  Warden(Moderation moderation, Room room, Set<Session> sessions) {
    this.moderation = moderation;
    this.room = room;
    this.sessions = sessions;
  }

  @Override
  public boolean kick(String name, String why) {
    Session member = room.member(name);
    while (member != null && !member.dismiss("you were removed: " + why, CloseReason.KICKED)) {
      Session next = room.member(name); // it has just gone; its owner may have taken the name over
      member = next == member ? null : next;
    }
    return member != null;
  }

  @Override
  public boolean tell(String name, String text) {
    Session member = room.member(name);
    return member != null && member.inform(text);
  }

  @Override
  public int ban(String name, String why, @Nullable Duration time) {
    List<String> keys = room.names().keys(name);
    moderation.ban(name, keys, why, time);
    int members = 0;
    for (Session member : room.members(keys)) {
      members += remove(member, why) ? 1 : 0;
    }
    return members;
  }

  @Override
  public int ban(InetAddress address, String why, @Nullable Duration time) {
    moderation.ban(address, why, time);
    Long banned = Arrivals.key(address);
    int members = 0;
    for (Session session : sessions) {
      InetAddress theirs = session.address();
      if (Arrivals.key(theirs).equals(banned) && remove(session, why)) {
        members += session.hasJoined() ? 1 : 0;
      }
    }
    return members;
  }

  private static boolean remove(Session session, String why) {
    return session.dismiss("you are banned: " + why, CloseReason.BANNED);
  }

  @Override
  public boolean unban(String name) {
    return moderation.unban(room.names().keys(name));
  }

  @Override
  public boolean unban(InetAddress address) {
    return moderation.unban(address);
  }

  @Override
  public List<Ban> bans() {
    return moderation.bans();
  }

  @Override
  public boolean mute(String name, Duration time) {
    moderation.mute(room.names().keys(name).get(0), time);
    return room.member(name) != null;
  }

  @Override
  public boolean unmute(String name) {
    return moderation.unmute(room.names().keys(name).get(0));
  }
}
