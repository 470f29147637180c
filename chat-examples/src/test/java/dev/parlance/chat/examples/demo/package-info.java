/** Tests of the demo. */
@NullMarked
package dev.parlance.chat.examples.demo;

import org.jspecify.annotations.NullMarked;
