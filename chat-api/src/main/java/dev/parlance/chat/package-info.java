/**
 * What an application meets: a {@link dev.parlance.chat.ChatServer} to embed, a {@link
 * dev.parlance.chat.ChatClient} to connect, {@link dev.parlance.chat.Message}s and a {@link
 * dev.parlance.chat.Listener} to hear them with, and the few types beside them.
 */
@NullMarked
package dev.parlance.chat;

import org.jspecify.annotations.NullMarked;
