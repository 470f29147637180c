package dev.parlance.chat.engine;

import dev.parlance.chat.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a room in the order of joining, and the keys of their names, of which no two have
 * one in common. For the holder of the room's lock.
 *
 * <p>A member costs one entry here; only one whose name has further keys, for what it looks like,
 * costs more.
 */
final class Roll {

  /** By what each is known by. */
  private final Map<String, Session> members = new LinkedHashMap<>();

  /** Who holds a key that is not what it is known by. */
  private final Map<String, Session> further = new HashMap<>();

  private final Map<Session, List<String>> furtherKeys = new HashMap<>();

  int size() {
    return members.size();
  }

  /** Who holds a key. */
  @Nullable Session holder(String key) {
    Session member = members.get(key);
    return member != null || further.isEmpty() ? member : further.get(key);
  }

  /** Who is known by this, and does not merely look like it. */
  @Nullable Session known(String identity) {
    return members.get(identity);
  }

  /** Those who hold one of these keys. */
  Set<Session> holders(List<String> keys) {
    Set<Session> holders = new LinkedHashSet<>();
    for (String key : keys) {
      Session holder = holder(key);
      if (holder != null) {
        holders.add(holder);
      }
    }
    return holders;
  }

  /** Adds a member whose keys nobody holds; the first is what it is known by. */
  void add(Session session, List<String> keys) {
    members.put(keys.get(0), session);
    if (keys.size() > 1) {
      List<String> more = keys.subList(1, keys.size());
      more.forEach(key -> further.put(key, session));
      furtherKeys.put(session, more);
    }
  }

  void remove(Session session) {
    members.remove(session.identity(), session);
    List<String> more = furtherKeys.remove(session);
    if (more != null) {
      more.forEach(key -> further.remove(key, session));
    }
  }

  /** The first members, {@code most} of them at most. */
  List<User> users(int most) {
    List<User> users = new ArrayList<>(Math.min(most, members.size()));
    for (Session member : members.values()) {
      if (users.size() == most) {
        break;
      }
      users.add(member.self());
    }
    return users;
  }
}
