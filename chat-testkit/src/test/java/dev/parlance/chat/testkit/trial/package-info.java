/** The kit tried from outside, as its users do. */
@NullMarked
package dev.parlance.chat.testkit.trial;

import org.jspecify.annotations.NullMarked;
