/** What the parts cost, measured by JMH: publishing, draining, the dialects. */
@NullMarked
package dev.parlance.chat.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
