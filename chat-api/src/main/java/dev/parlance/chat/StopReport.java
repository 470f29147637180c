package dev.parlance.chat;

import java.time.Duration;

/**
 * What became of the connections when a server stopped.
 *
 * @param drained connections that took all they were owed, the final notice included
 * @param cut connections that did not in time, and were reset
 * @param took from the call to the end of the last connection
 */
public record StopReport(int drained, int cut, Duration took) {}
