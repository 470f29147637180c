package dev.parlance.chat.engine;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How much is tried: little in every build, more where {@code -Pfuzz} asks for it. */
final class Races {

  private static final int SCENARIOS = Integer.getInteger("race.scenarios", 4);

  /** How often each scenario is run. */
  private static final int RUNS = Integer.getInteger("race.runs", 30);

  /** A loop that goes round more often is taken for a thread that hangs. */
  private static final int LOOPS = 5_000;

  private Races() {}

  /** Threads that run at the same time, as chance has it. */
  static StressOptions stress() {
    return new StressOptions().iterations(SCENARIOS).invocationsPerIteration(4 * RUNS);
  }

  /**
   * Threads that take turns, switched at chosen places: finds what chance does not, and shows how.
   *
   * @param inOneGo classes whose methods are not interrupted, since nothing is shared or a lock is
   *     held
   */
  static ModelCheckingOptions modelChecking(Class<?>... inOneGo) {
    Set<String> names = Stream.of(inOneGo).map(Class::getName).collect(Collectors.toSet());
    return new ModelCheckingOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(RUNS)
        .loopBound(LOOPS)
        .addGuarantee(
            ManagedStrategyGuaranteeKt.forClasses(names::contains).allMethods().treatAsAtomic());
  }
}
