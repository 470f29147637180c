@NullMarked
package dev.parlance.chat.examples;

import org.jspecify.annotations.NullMarked;
