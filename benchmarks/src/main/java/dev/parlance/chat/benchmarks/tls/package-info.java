/** What the servers and the generator have in common where they speak TLS. */
@NullMarked
package dev.parlance.chat.benchmarks.tls;

import org.jspecify.annotations.NullMarked;
