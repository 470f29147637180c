package dev.parlance.chat.examples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a server lacks costs those who come, for as long as it lasts, and not those who are there:
 * two witnesses talk throughout.
 */
@Timeout(120)
class ScarcityTest {

  private static final Path CONTROL = Path.of("/sys/fs/cgroup/pids");
  private static final int DESCRIPTORS = 96;

  @BeforeEach
  void onLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "skipped: there is no /proc here");
  }

  private static void converse(Chatter alice, Chatter bob, int lines) throws IOException {
    for (int i = 0; i < lines; i++) {
      alice.say("number " + i);
      bob.hears("alice: number " + i);
      bob.say("got " + i);
      alice.hears("bob: got " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void withoutDescriptorsNewOnesWaitAndNobodyElseNotices(String transport) throws Exception {
    String limit = "ulimit -n " + DESCRIPTORS + " && exec \"$@\"";
    List<Chatter> crowd = new ArrayList<>();
    try (Child server = Child.start(transport, "/bin/sh", "-c", limit, "sh");
        Chatter alice = new Chatter(server.port()).join("alice");
        Chatter bob = new Chatter(server.port()).join("bob")) {
      converse(alice, bob, 10);
      for (int i = 0; i < 2 * DESCRIPTORS; i++) {
        crowd.add(new Chatter(server.port()));
      }
      while (server.descriptors() < DESCRIPTORS - 1) {
        Thread.onSpinWait();
      }
      long before = server.cpuMillis();
      long start = System.nanoTime();
      while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3)) {
        converse(alice, bob, 1);
        TimeUnit.MILLISECONDS.sleep(50); // not to be computing itself
      }
      long spent = server.cpuMillis() - before;
      assertTrue(spent < 1500, "computed " + spent + " of 3000 ms: " + server.output());
      for (Chatter visitor : crowd) {
        visitor.close();
      }
      new Chatter(server.port()).join("carol").close();
      converse(alice, bob, 10);
      server.stop();
      long warnings = server.output().stream().filter(line -> line.contains("WARN")).count();
      assertTrue(warnings >= 1 && warnings <= 3, "one in ten seconds: " + server.output());
      assertEquals(0, server.output().stream().filter(line -> line.contains("ERROR")).count());
      assertTrue(
          server.output().stream().anyMatch(line -> line.matches("pauses [1-9][0-9]*")),
          () -> "not counted: " + server.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void withoutThreadsNewOnesAreRefusedAtWorstAndNobodyElseNotices(String transport)
      throws Exception {
    Path group = CONTROL.resolve("parlance-" + ProcessHandle.current().pid() + "-" + transport);
    assumeTrue(makes(group), "skipped: no control group for processes can be made here");
    String enter = "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"";
    List<Chatter> crowd = new ArrayList<>();
    try (Child server = Child.start(transport, "/bin/sh", "-c", enter, "sh");
        Chatter alice = new Chatter(server.port()).join("alice");
        Chatter bob = new Chatter(server.port()).join("bob")) {
      converse(alice, bob, 100);
      long threads = Long.parseLong(Files.readString(group.resolve("pids.current")).strip());
      Files.writeString(group.resolve("pids.max"), Long.toString(threads + 5));
      for (int i = 0; i < 50; i++) {
        crowd.add(new Chatter(server.port()));
      }
      converse(alice, bob, 100);
      for (Chatter visitor : crowd) {
        visitor.close();
      }
      Files.writeString(group.resolve("pids.max"), "max");
      new Chatter(server.port()).join("carol").close();
      converse(alice, bob, 10);
      server.stop();
      if (transport.equals("socket") && Runtime.version().feature() < 21) { // a thread for each
        assertTrue(
            server.output().stream().anyMatch(line -> line.contains("Refusing the connection")),
            () -> String.valueOf(server.output()));
      }
    } finally {
      remove(group);
    }
  }

  /** The kernel counts a process for a moment longer than it lives. */
  private static void remove(Path group) throws InterruptedException {
    for (int i = 0; i < 100 && Files.exists(group); i++) {
      try {
        Files.delete(group);
      } catch (IOException busy) {
        Thread.sleep(50); // there is nothing to wait for; at worst an empty group stays behind
      }
    }
  }

  private static boolean makes(Path group) {
    try {
      Files.createDirectory(group);
      return Files.isWritable(group.resolve("pids.max"));
    } catch (IOException | UnsupportedOperationException notHere) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void ofALittleHeapThoseWhoDoNotReadTakeNothing(String transport) throws Exception {
    List<String> little = List.of("-Xmx48m", "-XX:+ExitOnOutOfMemoryError");
    String kilobyte = "x".repeat(1000);
    try (Child server = Child.start(List.of(), little, List.of(transport));
        Chatter alice = new Chatter(server.port()).join("alice");
        Chatter bob = new Chatter(server.port()).join("bob")) {
      List<Chatter> deaf = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        deaf.add(new Chatter(server.port()).join("deaf" + i));
      }
      for (int i = 0; i < 30_000; i++) {
        alice.say(i + kilobyte);
        bob.hears("alice: " + i + kilobyte);
      }
      while (!bob.who().equals("* 2 online: alice bob")) {
        Thread.onSpinWait();
      }
      assertEquals(1, server.output().size(), () -> String.valueOf(server.output()));
      for (Chatter closed : deaf) {
        closed.close();
      }
      converse(alice, bob, 10);
      server.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nio, ENFILE",
    "socket, ENFILE",
    "nio, ENOBUFS",
    "socket, ENOBUFS",
    "nio, ECONNABORTED",
    "socket, ECONNABORTED",
    "nio, EPERM",
    "socket, EPERM"
  })
  void whatAcceptFailsWithPasses(String transport, String error) throws Exception {
    assumeTrue(traces(), "skipped: strace is not here, or may not trace");
    String inject = "inject=accept,accept4:error=" + error + ":when=7..12";
    try (Child server =
        Child.start(transport, "strace", "-f", "-qq", "-o", "/dev/null", "-e", inject)) {
      List<Chatter> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(new Chatter(server.port()).join("member" + i));
      }
      all.get(0).say("all here?");
      for (Chatter member : all.subList(1, all.size())) {
        member.hears("member0: all here?");
      }
      for (Chatter member : all) {
        member.close();
      }
      server.stop();
    }
  }

  private static boolean traces() throws Exception {
    try {
      Process probe =
          new ProcessBuilder("strace", "-qq", "-o", "/dev/null", "-e", "trace=accept", "true")
              .redirectErrorStream(true)
              .start();
      probe.getInputStream().transferTo(OutputStream.nullOutputStream());
      return probe.waitFor() == 0;
    } catch (IOException notHere) {
      return false;
    }
  }
}
