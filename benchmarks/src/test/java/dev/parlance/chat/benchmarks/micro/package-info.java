@NullMarked
package dev.parlance.chat.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
