/** Runs servers and generator, round by round, and keeps what came of it. */
@NullMarked
package dev.parlance.chat.benchmarks.run;

import org.jspecify.annotations.NullMarked;
