/**
 * The fault matrix: each test's name begins with the row that it covers, and docs/reliability.md
 * has the table. All run on each transport, with three healthy witnesses in the same room.
 */
@NullMarked
package dev.parlance.chat.faults;

import org.jspecify.annotations.NullMarked;
