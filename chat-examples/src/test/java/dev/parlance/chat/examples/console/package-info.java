@NullMarked
package dev.parlance.chat.examples.console;

import org.jspecify.annotations.NullMarked;
