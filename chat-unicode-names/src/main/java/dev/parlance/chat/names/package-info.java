/** Names in any script: {@link dev.parlance.chat.names.UnicodeNames}. */
@NullMarked
package dev.parlance.chat.names;

import org.jspecify.annotations.NullMarked;
