package dev.parlance.chat.testkit.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The thread of a {@link RecordingClient} that reads, and what it has heard. */
final class Hearing {

  private static final int READ = 64 << 10;
  private static final int MOST_KEPT = 1 << 20;

  private final Socket socket;
  private final @Nullable History history;
  private final Thread thread;

  /** A character for each byte. */
  private final StringBuilder heard = new StringBuilder();

  private boolean paused;
  private int atOnce = READ;
  private Duration between = Duration.ZERO;
  private @Nullable String end;
  private boolean closing;

  Hearing(Socket socket, @Nullable History history) {
    this.socket = socket;
    this.history = history;
    this.thread = new Thread(this::run, "recording-client");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  synchronized void pause(boolean pause) {
    paused = pause;
    notifyAll();
  }

  synchronized void slow(int bytes, Duration pause) {
    atOnce = Math.min(bytes, READ);
    between = pause;
    notifyAll();
  }

  private void run() {
    byte[] bytes = new byte[READ];
    String how = "closed by this side";
    try {
      for (int most = turn(); most > 0; most = turn()) {
        int count = socket.getInputStream().read(bytes, 0, most);
        if (count < 0) {
          how = "";
          break;
        }
        note(bytes, count);
      }
    } catch (IOException failure) {
      how = failure.toString();
    }
    end(how);
  }

  /** Waits until it may read; {@return how much, or 0 if it shall end} */
  private synchronized int turn() {
    long until = System.nanoTime() + between.toNanos();
    while (!closing && (paused || until - System.nanoTime() > 0)) {
      try {
        if (paused) {
          wait();
        } else {
          TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - System.nanoTime()));
        }
      } catch (InterruptedException unexpected) {
        closing = true;
      }
    }
    return closing ? 0 : atOnce;
  }

  private void note(byte[] bytes, int count) {
    if (history != null) {
      history.saw(bytes, 0, count);
    }
    synchronized (this) {
      heard.append(new String(bytes, 0, count, ISO_8859_1));
      if (heard.length() > MOST_KEPT) {
        heard.delete(0, heard.length() - MOST_KEPT / 2);
      }
      notifyAll();
    }
  }

  private void end(String how) {
    if (history != null && how.isEmpty()) {
      history.ended();
    } else if (history != null) {
      history.cut();
    }
    synchronized (this) {
      end = how;
      notifyAll();
    }
  }

  synchronized String text() {
    return new String(heard.toString().getBytes(ISO_8859_1), UTF_8);
  }

  synchronized void awaitText(String text) {
    String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
    long deadline = System.nanoTime() + RecordingClient.PATIENCE.toNanos();
    while (heard.indexOf(bytes) < 0) {
      if (end != null || !await(deadline)) {
        throw new AssertionError("waited in vain for <" + text + "> after <" + text() + ">");
      }
    }
    heard.delete(0, heard.indexOf(bytes) + bytes.length());
  }

  /** Waits for the end; {@return what broke the stream, empty if nothing did} */
  synchronized String awaitGone() {
    long deadline = System.nanoTime() + RecordingClient.PATIENCE.toNanos();
    while (end == null) {
      if (!await(deadline)) {
        throw new AssertionError("waited in vain for the end, after <" + text() + ">");
      }
    }
    return end;
  }

  private boolean await(long deadline) {
    long left = deadline - System.nanoTime();
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, left));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
    return left > 0;
  }

  void end() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    closeQuietly(socket);
    boolean interrupted = false;
    while (thread.isAlive() && !interrupted) {
      try {
        thread.join(RecordingClient.PATIENCE.toMillis());
      } catch (InterruptedException e) {
        interrupted = true;
        Thread.currentThread().interrupt();
      }
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // That was what was asked for.
    }
  }
}
