@NullMarked
package dev.parlance.chat.benchmarks.load;

import org.jspecify.annotations.NullMarked;
