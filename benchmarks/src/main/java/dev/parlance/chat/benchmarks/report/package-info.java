/** Makes tables and charts of results. */
@NullMarked
package dev.parlance.chat.benchmarks.report;

import org.jspecify.annotations.NullMarked;
