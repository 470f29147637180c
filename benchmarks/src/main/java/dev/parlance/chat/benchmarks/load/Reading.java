package dev.parlance.chat.benchmarks.load;

import java.util.List;

/** All counters at one moment, or what happened between two. Processor times in nanoseconds. */
record Reading(
    long time,
    long messages,
    long deliveries,
    long reads,
    long serverCpu,
    long generatorCpu,
    long machineCpu) {

  static Reading of(long pid, Tally tally, List<Talker> talkers, Clock clock) {
    return new Reading(
        clock.now(),
        talkers.stream().mapToLong(Talker::sent).sum(),
        tally.deliveries(),
        tally.reads(),
        ProcessClock.cpuNanos(pid),
        ProcessClock.cpuNanos(ProcessHandle.current().pid()),
        ProcessClock.machineNanos());
  }

  Reading since(Reading before) {
    return new Reading(
        time - before.time,
        messages - before.messages,
        deliveries - before.deliveries,
        reads - before.reads,
        serverCpu - before.serverCpu,
        generatorCpu - before.generatorCpu,
        machineCpu - before.machineCpu);
  }

  long foreignCpu() {
    return Math.max(0, machineCpu - serverCpu - generatorCpu);
  }
}
