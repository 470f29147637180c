package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.testkit.MemoryTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A flight recording explains what happened; without the flight recorder all goes on as ever. */
@Timeout(60)
class FlightTest {

  private final MemoryTransport streams = MemoryTransport.create();
  private final PausingTransport transport = new PausingTransport(streams);
  private final AtomicLong now = new AtomicLong();

  private ChatServer start() {
    return ChatServer.builder()
        .listen(transport, 0)
        .limits(Limits.defaults().withWindow(1 << 20).withMembers(2))
        .ticker(now::get)
        .start();
  }

  private Terminal join(ChatServer server, String name, int online) {
    return Terminal.connect(streams, server.addresses().get(0))
        .sees("* name?\n")
        .type(name + "\n")
        .sees("* welcome " + name + " (" + online + " online)\n");
  }

  /** One does not read, the room fills up and waits for it, and in the end it is cut. */
  private void incident() {
    try (ChatServer server = start()) {
      join(server, "alice", 1);
      join(server, "deaf", 2).looksAway();
      Terminal.connect(streams, server.addresses().get(0)).sees("! server is full\n").seesTheEnd();
      transport.pause(new IOException("too many\nopen files"));
      while (server.broadcast("x".repeat(1000))) {
        Thread.onSpinWait();
      }
      while (server.closes(CloseReason.STALLED) == 0) {
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        Thread.onSpinWait();
      }
    }
  }

  private static List<RecordedEvent> recorded(Path file, Runnable incident) throws IOException {
    try (Recording recording = new Recording()) {
      recording.start();
      incident.run();
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = new ArrayList<>(RecordingFile.readAllEvents(file));
    events.removeIf(event -> !event.getEventType().getName().startsWith("dev.parlance."));
    events.sort(Comparator.comparing(RecordedEvent::getEndTime));
    return events;
  }

  private static List<RecordedEvent> of(String name, List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> event.hasField("name") && name.equals(event.getString("name")))
        .toList();
  }

  private static RecordedEvent only(String kind, List<RecordedEvent> events) {
    List<RecordedEvent> found =
        events.stream()
            .filter(event -> event.getEventType().getName().equals("dev.parlance." + kind))
            .toList();
    assertEquals(1, found.size(), () -> kind + " in " + events);
    return found.get(0);
  }

  @Test
  void aRecordingExplainsAnIncident(@TempDir Path directory) throws IOException {
    List<RecordedEvent> events = recorded(directory.resolve("incident.jfr"), this::incident);
    List<RecordedEvent> deaf = of("deaf", events);
    assertEquals(
        List.of("Join", "SlowConsumer", "Leave", "Close"),
        deaf.stream().map(event -> event.getEventType().getLabel().replace(" ", "")).toList());
    RecordedEvent join = deaf.get(0);
    assertEquals(2, join.getLong("sequence"));
    assertEquals(2, join.getInt("online"));
    assertEquals("line", join.getString("dialect"));
    assertEquals("pausing", join.getString("transport"));
    assertTrue(join.getString("address").startsWith("127.0.0.1:"), join.toString());
    RecordedEvent slow = deaf.get(1);
    assertEquals(1 << 20, slow.getLong("window"));
    assertTrue(slow.getLong("pending") > slow.getLong("window") / 4, slow.toString());
    assertEquals("STALLED", deaf.get(2).getString("reason"));
    RecordedEvent close = deaf.get(3);
    assertEquals("STALLED", close.getString("reason"));
    assertTrue(close.getBoolean("joined"));
    assertEquals("deaf\n".length(), close.getLong("received"));
    assertTrue(close.getLong("discarded") > slow.getLong("window") / 4, close.toString());
    assertTrue(close.getDuration("age").compareTo(Duration.ofSeconds(10)) > 0, close.toString());
  }

  @Test
  void aRecordingTellsWhenTheRoomWasBehindAndTheDoorsWereShut(@TempDir Path directory)
      throws IOException {
    List<RecordedEvent> events = recorded(directory.resolve("incident.jfr"), this::incident);
    RecordedEvent began = only("OverloadBegan", events);
    RecordedEvent overload = only("Overload", events);
    assertFalse(overload.getStartTime().isAfter(began.getStartTime()));
    assertFalse(overload.getEndTime().isBefore(began.getStartTime()));
    assertEquals(2, overload.getInt("online"));
    assertEquals(
        "java.io.IOException: too many\ufffdopen files",
        only("AcceptPause", events).getString("cause"));
    RecordedEvent refused =
        events.stream()
            .filter(event -> event.hasField("reason"))
            .filter(event -> "TOO_MANY".equals(event.getString("reason")))
            .findFirst()
            .orElseThrow();
    assertFalse(refused.getBoolean("joined"));
  }

  @Test
  void whereThereIsNoFlightRecorderAServerServes() throws Exception {
    String limit = "--limit-modules=java.base,java.naming,java.xml";
    assertEquals("1 online", runApart(Recluse.class, limit));
  }

  @Test
  void whoStartsRecordingLaterSeesWhatHappensFromThenOn() throws Exception {
    assertEquals("dev.parlance.Join bob", runApart(Latecomer.class, "-Xshare:auto"));
  }

  /** Runs a program in a JVM of its own; returns what it prints. */
  private static String runApart(Class<?> program, String option) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(child.waitFor(30, TimeUnit.SECONDS));
    return said.strip();
  }

  /** A server and a member in a JVM without the flight recorder. */
  static final class Recluse {

    private Recluse() {}

    /**
     * Serves one member, and says so.
     *
     * @param args none
     */
    public static void main(String[] args) {
      assertTrue(ModuleLayer.boot().findModule("jdk.jfr").isEmpty());
      FlightTest test = new FlightTest();
      try (ChatServer server = test.start()) {
        test.join(server, "alice", 1);
        System.out.println(server.online() + " online");
      }
    }
  }

  /** A server that is there before anybody thinks of recording anything in its JVM. */
  static final class Latecomer {

    private Latecomer() {}

    /**
     * Prints what a recording shows.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
      assertFalse(FlightRecorder.isInitialized());
      FlightTest test = new FlightTest();
      Path file = Files.createTempFile("late", ".jfr");
      try (ChatServer server = test.start()) {
        test.join(server, "alice", 1);
        for (RecordedEvent event : recorded(file, () -> test.join(server, "bob", 2))) {
          System.out.println(event.getEventType().getName() + " " + event.getString("name"));
        }
      } finally {
        Files.delete(file);
      }
    }
  }
}
