package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.internal.NameRule;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Whoever joins and leaves at the same time, it comes to what it would have come to one after the
 * other: a name has one holder, and is free again once that has left, and not before.
 *
 * <p>Public, as are its operations, since Lincheck makes instances of it and calls them.
 */
public final class NamesRaceTest {

  private final Room room = Stages.room();
  private final Session alice = session(1);
  private final Session otherAlice = session(2);

  /** Made for each run. */
  public NamesRaceTest() {}

  private Session session(int port) {
    return new Visitor(room, new LineDialect(), port).session();
  }

  private boolean join(Session session, String name) {
    List<String> keys = List.of(NameRule.key(name), "looks like " + NameRule.key(name));
    return room.join(session, Admission.of(User.named(name), keys)) == null;
  }

  private static boolean end(Session session) {
    session.end(CloseReason.CLIENT_QUIT);
    return session.isMember();
  }

  /** {@return whether the first alice got the name} */
  @Operation(runOnce = true)
  public boolean aliceJoins() {
    return join(alice, "alice");
  }

  /** {@return whether the second alice got the name} */
  @Operation(runOnce = true)
  public boolean otherAliceJoins() {
    return join(otherAlice, "ALICE");
  }

  /** {@return whether the first alice is still a member} */
  @Operation
  public boolean aliceLeaves() {
    return end(alice);
  }

  /** {@return the names of the members} */
  @Operation
  public String members() {
    return room.users(10).toString();
  }

  @Test
  void underStress() {
    Races.stress()
        .actorsBefore(0)
        .threads(3)
        .actorsPerThread(2)
        .actorsAfter(1)
        .check(NamesRaceTest.class);
  }

  @Test
  void inEveryInterleavingThatIsTried() {
    Races.modelChecking(Wire.class, Tape.class, Cursor.class, Entry.class, LineDialect.class)
        .actorsBefore(0)
        .threads(2)
        .actorsPerThread(2)
        .actorsAfter(1)
        .check(NamesRaceTest.class);
  }
}
