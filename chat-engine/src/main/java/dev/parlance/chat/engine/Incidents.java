package dev.parlance.chat.engine;

import dev.parlance.chat.Closed;
import dev.parlance.chat.spi.Link;

/**
 * What a flight recording is told, so that it explains an incident afterwards. Costs next to
 * nothing while none runs. No call blocks; some come under the room's lock.
 */
interface Incidents {

  /** Where nothing is recorded. */
  Incidents NONE = new Incidents() {};

  /** Those of this JVM: flight recordings are a module of the JDK that need not be there. */
  static Incidents ofThisVirtualMachine() {
    try {
      Incidents recorded = new FlightIncidents();
      recorded.open();
      return recorded;
    } catch (LinkageError notThere) {
      return NONE;
    }
  }

  /** From now on it may be told. */
  default void open() {}

  /** Nothing will be told any more. */
  default void close() {}

  /**
   * Somebody joined: under the room's lock.
   *
   * @param number the event's in the room's sequence
   */
  default void joined(Session session, long number, int online) {}

  /** A member left: under the room's lock. */
  default void left(Session session, long number, int online) {}

  /** A connection ended. */
  default void closed(Closed end, Link link, Entrance entrance, long received, long ageNanos) {}

  /** A member has become slow. */
  default void slow(Session session) {}

  /** The room is overloaded; may be told more than once. By one thread, as is its end. */
  default void overloaded(int online) {}

  /** The room is overloaded no more, if it was. */
  default void relieved() {}

  /** Nothing can be accepted for a moment. */
  default void paused(Entrance entrance, Throwable cause) {}
}
