/**
 * A bad network on one machine: a {@link dev.parlance.chat.testkit.fault.FaultProxy} between two
 * ends of TCP.
 */
@NullMarked
package dev.parlance.chat.testkit.fault;

import org.jspecify.annotations.NullMarked;
