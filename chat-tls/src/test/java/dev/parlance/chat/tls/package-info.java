/** TLS, kept to its contract and attacked. */
@NullMarked
package dev.parlance.chat.tls;

import org.jspecify.annotations.NullMarked;
