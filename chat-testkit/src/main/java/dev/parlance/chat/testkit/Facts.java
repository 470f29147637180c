package dev.parlance.chat.testkit;

import org.junit.jupiter.api.extension.ExtendWith;

/** Facts about a transport, each tried on a {@link Bench} of its own. */
@ExtendWith(BenchForEachTest.class)
interface Facts {}
