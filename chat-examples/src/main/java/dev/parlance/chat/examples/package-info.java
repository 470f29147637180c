/** Small programs to copy from; each is one file. */
@NullMarked
package dev.parlance.chat.examples;

import org.jspecify.annotations.NullMarked;
