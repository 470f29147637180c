/** Every dialect end to end, on every transport that carries it, as its program's peers meet it. */
@NullMarked
package dev.parlance.chat.examples.dialects;

import org.jspecify.annotations.NullMarked;
