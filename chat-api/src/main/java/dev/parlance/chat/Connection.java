package dev.parlance.chat;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a server at one moment, as {@link ChatServer#connections} finds it: for showing
 * to who operates the server. Immutable. The library alone makes these, but for tests; components
 * may be added.
 *
 * @param user who it is; one that has no name yet is known by its address
 * @param member whether it is in the room now
 * @param transport what the transport is called, by its {@code toString}: "nio"
 * @param dialect what the dialect is called: "line"
 * @param age since it was accepted, by the server's ticker
 * @param received how many bytes it has sent
 * @param written how many bytes the transport has taken of what was owed to it
 * @param pending how many bytes it is owed and the transport has not taken yet
 * @param ending why its end was decided, or null as long as it is not
 */
public record Connection(
    User user,
    boolean member,
    String transport,
    String dialect,
    Duration age,
    long received,
    long written,
    long pending,
    @Nullable CloseReason ending) {

  /** Checks that nothing is null that must not be. */
  public Connection {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(dialect, "dialect");
    Objects.requireNonNull(age, "age");
  }
}
