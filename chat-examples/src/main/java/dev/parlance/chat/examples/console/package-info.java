/** The console server and client that {@code ./chat} runs. */
@NullMarked
package dev.parlance.chat.examples.console;

import org.jspecify.annotations.NullMarked;
