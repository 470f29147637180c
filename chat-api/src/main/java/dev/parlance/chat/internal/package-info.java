/**
 * What the API and the engine behind it have in common, exported to the engine alone: how an
 * application's calls get there, and which names are allowed.
 */
@NullMarked
package dev.parlance.chat.internal;

import org.jspecify.annotations.NullMarked;
