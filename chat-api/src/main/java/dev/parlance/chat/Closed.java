package dev.parlance.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection.
 *
 * @param user who it was; one that never got a name is known by its address
 * @param reason why it ended
 * @param joined whether it had become a member of the room
 * @param written how many bytes the transport took of what was owed to it
 * @param discarded how many it did not take; more than 0 only if the connection broke or was cut
 * @param cause the failure behind {@link CloseReason#CONNECTION_LOST} or {@link
 *     CloseReason#INTERNAL_ERROR}, where there is one; null in all other cases
 */
public record Closed(
    User user,
    CloseReason reason,
    boolean joined,
    long written,
    long discarded,
    @Nullable Throwable cause) {

  /** Checks that there are a user and a reason. */
  public Closed {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(reason, "reason");
  }
}
