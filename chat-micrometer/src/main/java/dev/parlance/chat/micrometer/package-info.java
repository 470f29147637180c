/**
 * A chat server's numbers for Micrometer: {@link dev.parlance.chat.micrometer.ChatMetrics} binds
 * them to any of its registries, Prometheus's say.
 */
@NullMarked
package dev.parlance.chat.micrometer;

import org.jspecify.annotations.NullMarked;
