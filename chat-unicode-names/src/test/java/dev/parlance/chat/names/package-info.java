/** Tests of names in any script. */
@NullMarked
package dev.parlance.chat.names;

import org.jspecify.annotations.NullMarked;
