/**
 * Whether what members of a room saw is one room: {@link
 * dev.parlance.chat.testkit.history.RecordingClient}s talk and record, and a {@link
 * dev.parlance.chat.testkit.history.Chronicle} checks D2 to D5 and D7 of the promise over all that
 * they recorded.
 */
@NullMarked
package dev.parlance.chat.testkit.history;

import org.jspecify.annotations.NullMarked;
