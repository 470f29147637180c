/** Benchmarks of the broadcast path. */
@NullMarked
package dev.parlance.chat.benchmarks;

import org.jspecify.annotations.NullMarked;
