/** What is published, looked at from outside. */
@NullMarked
package dev.parlance.chat.outside;

import org.jspecify.annotations.NullMarked;
