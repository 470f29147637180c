/**
 * Users in a file: an {@link dev.parlance.chat.Authenticator} to copy from. {@link
 * dev.parlance.chat.examples.users.UserFile} is the file, {@link
 * dev.parlance.chat.examples.users.FileAuthenticator} asks it.
 */
@NullMarked
package dev.parlance.chat.examples.users;

import org.jspecify.annotations.NullMarked;
