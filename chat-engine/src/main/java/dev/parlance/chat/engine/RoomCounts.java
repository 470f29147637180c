package dev.parlance.chat.engine;

/**
 * What a room has counted, at one moment.
 *
 * @param said what members said
 * @param joins who joined
 * @param leaves who left
 * @param notices what was announced, with the final notice
 * @param deliveries how many times any of these became owed to a member
 * @param refused what was not announced, as it could not be
 * @param memory bytes that the tapes take
 * @param overloads how often the room was overloaded
 * @param overloadedNanos and for how long
 */
record RoomCounts(
    long said,
    long joins,
    long leaves,
    long notices,
    long deliveries,
    long refused,
    long memory,
    long overloads,
    long overloadedNanos) {}
