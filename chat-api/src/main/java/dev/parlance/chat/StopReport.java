package dev.parlance.chat;

import java.time.Duration;

/**
 * What became of the connections when a server stopped.
 *
 * @param drained connections whose operating system took all they were owed, the final notice
 *     included, and that ended their own side, or were given the time to read it
 * @param cut connections that did not in time, and were reset
 * @param took from the call to the end of the last connection
 */
public record StopReport(int drained, int cut, Duration took) {}
