package dev.parlance.chat.testkit.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What several members of one room were shown, and whether it was one room: D2 to D5 and D7 of the
 * promise. Members record while they talk; what all of them are shown is kept once, so that a
 * thousand histories take little more memory than one.
 *
 * <pre>{@code
 * Chronicle chronicle = new Chronicle();
 * try (RecordingClient alice = RecordingClient.join(address, chronicle.member("alice"));
 *     RecordingClient bob = RecordingClient.join(address, chronicle.member("bob"))) {
 *   alice.says(1000);
 *   bob.says(1000).leaves();
 *   alice.awaitLine("- bob (1 online)").leaves();
 * }
 * chronicle.check();
 * }</pre>
 *
 * <p>The check replays the room from the histories alone, one event after the other: what happened
 * next is what all members that are in the room at that point, and are shown it, were shown next.
 * It fails, and says who was shown what in place of what, when
 *
 * <ul>
 *   <li>two members were shown common events in different order, or one was not shown an event that
 *       others were, or was shown one twice, or one that the others were not (D2, D4);
 *   <li>a sender's counter has a gap, goes back, or comes under another name, or lines of a sender
 *       that left in good order are missing (D3, D5);
 *   <li>somebody joins twice, leaves without being there, talks without being there, or the number
 *       of those online is not what it was and one more or less (D7);
 *   <li>a member was shown something after its own leaving or after the end of the server, or was
 *       not shown all up to there although its stream ended in good order (D4, D5).
 * </ul>
 *
 * <p>The order of two senders' lines can be compared where two members were shown both: let two
 * listen beside two that talk, or three talk.
 *
 * <p>A member whose stream broke may lack the end of its history and nothing else. Nothing can be
 * said of what happened while no recording member was there.
 *
 * <p>The work grows with the number of lines that all histories hold together. All methods are safe
 * from any thread.
 */
public final class Chronicle {

  private final Map<Reading, Book> books = new LinkedHashMap<>();
  private final List<History> histories = new ArrayList<>();

  /** A chronicle of a room that nobody has joined. */
  public Chronicle() {}

  /**
   * {@return the history, yet empty, of a member that speaks the {@code line} dialect}
   *
   * @see #member(String, Reading)
   */
  public History member(String name) {
    return member(name, Reading.line());
  }

  /**
   * {@return the history, yet empty, of a member} A name that joins several times has a history for
   * each, made in that order; the counter of what it says starts from 0 in each. Where nobody else
   * was there to be shown who joined first, the histories were made in that order, too.
   *
   * @param reading equal ones share what they read
   */
  public synchronized History member(String name, Reading reading) {
    Objects.requireNonNull(name, "name");
    History history = new History(books.computeIfAbsent(reading, Book::new), name);
    histories.add(history);
    return history;
  }

  /** {@return all histories, in the order in which they were made} */
  public synchronized List<History> histories() {
    return List.copyOf(histories);
  }

  /**
   * Checks all histories, up to where they are. A member that is still connected must have been
   * shown everything by then: wait for that before.
   *
   * @throws AssertionError that tells the first contradiction
   */
  public void check() {
    List<Seat> seats = new ArrayList<>();
    for (History history : histories()) {
      Seat seat = history.seat();
      if (seat != null) {
        seats.add(seat);
      }
    }
    new Replay(seats).run();
  }
}
