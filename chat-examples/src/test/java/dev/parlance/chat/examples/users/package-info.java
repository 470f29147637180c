/** Tests of users in a file. */
@NullMarked
package dev.parlance.chat.examples.users;

import org.jspecify.annotations.NullMarked;
