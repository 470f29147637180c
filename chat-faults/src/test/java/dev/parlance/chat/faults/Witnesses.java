package dev.parlance.chat.faults;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.testkit.history.Chronicle;
import dev.parlance.chat.testkit.history.RecordingClient;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Two who talk to each other, line by line, and one who listens, as long as a test goes on. */
final class Witnesses implements AutoCloseable {

  private final RecordingClient alice;
  private final RecordingClient bob;
  private final RecordingClient carol;
  private final Thread thread = new Thread(this::talk, "witnesses");
  private volatile boolean finished;
  private volatile @Nullable Throwable failure;
  private final AtomicInteger said = new AtomicInteger();
  private final Delays delays = new Delays();

  private Witnesses(RecordingClient alice, RecordingClient bob, RecordingClient carol) {
    this.alice = alice;
    this.bob = bob;
    this.carol = carol;
    thread.setDaemon(true);
  }

  static Witnesses join(InetSocketAddress server, Chronicle chronicle) {
    RecordingClient alice = RecordingClient.join(server, chronicle.member("alice"));
    RecordingClient bob = RecordingClient.join(server, chronicle.member("bob"));
    return new Witnesses(alice, bob, RecordingClient.join(server, chronicle.member("carol")));
  }

  /** Lets a server and a client live once. */
  static void warmUp(Carriage carriage) {
    try (ChatServer server = ChatServer.builder().listen(carriage.tcp(), 0).start()) {
      RecordingClient.join(server.addresses().get(0), new Chronicle().member("alice")).leaves();
    }
  }

  void start() {
    thread.start();
  }

  private void talk() {
    try {
      while (!finished) {
        exchange();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
      }
    } catch (AssertionError | UncheckedIOException broken) {
      failure = broken;
    }
  }

  private void exchange() {
    int number = said.get();
    long start = System.nanoTime();
    alice.says(1);
    bob.awaitLine("alice: alice:" + number).says(1);
    alice.awaitLine("bob: bob:" + number);
    delays.add(System.nanoTime() - start);
    said.incrementAndGet();
  }

  /** Waits until the witnesses have been shown a line, each of them. */
  void see(String line) {
    for (RecordingClient witness : List.of(alice, bob, carol)) {
      witness.awaitLine(line);
    }
  }

  /** How long a line and its answer took, since the last call. */
  String delays() {
    return delays.takeSummary();
  }

  RecordingClient carol() {
    return carol;
  }

  /** Waits until the two have exchanged so many more lines: the room works. */
  void exchangeMore(int lines) {
    int until = said.get() + lines;
    Baseline.await(
        () -> said.get() >= until || failure != null, () -> "they do not get on: " + failure);
    assertTalking();
  }

  private void assertTalking() {
    Throwable broken = failure;
    if (broken != null) {
      throw new AssertionError("the witnesses could not go on", broken);
    }
  }

  private void finish() {
    finished = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Has all leave, one after the other, in good order. */
  void leave() {
    exchangeMore(1);
    finish();
    assertTalking();
    alice.leaves();
    bob.awaitLine("- alice (2 online)").leaves();
    carol.awaitLine("- bob (1 online)").leaves();
  }

  /** Waits for the end of the server, which has to be in good order for all. */
  void endWithServer() {
    finish();
    alice.awaitEnd();
    bob.awaitEnd();
    carol.awaitEnd();
  }

  @Override
  public void close() {
    finished = true;
    alice.close();
    bob.close();
    carol.close();
  }
}
