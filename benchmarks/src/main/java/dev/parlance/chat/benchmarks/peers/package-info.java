/**
 * Servers to compare with. They speak as much of the {@code line} dialect as the benchmark needs,
 * and each is written as somebody would who knows his tools: a comparison with a bad program says
 * nothing.
 */
@NullMarked
package dev.parlance.chat.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
