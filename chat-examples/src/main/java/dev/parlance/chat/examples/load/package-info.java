/**
 * A load for a chat server of any dialect, which checks that every member is told everything, once
 * and in order: what {@code ./chat load} runs. The members are {@link
 * dev.parlance.chat.ChatClient}s.
 */
@NullMarked
package dev.parlance.chat.examples.load;

import org.jspecify.annotations.NullMarked;
