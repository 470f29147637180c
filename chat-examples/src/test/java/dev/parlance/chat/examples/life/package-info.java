/** The life of whole processes: told to end, put to sleep, visited a hundred thousand times. */
@NullMarked
package dev.parlance.chat.examples.life;

import org.jspecify.annotations.NullMarked;
