/** The load generator, against servers of every dialect in this JVM. */
@NullMarked
package dev.parlance.chat.examples.load;

import org.jspecify.annotations.NullMarked;
