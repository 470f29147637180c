package dev.parlance.chat.benchmarks.peers;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A connection of the {@link ThreadsServer}: two threads and a queue. */
final class QueueMember {

  private static final int QUEUED = 1024;
  private static final int OUTPUT = 64 << 10;
  private static final byte[] END = new byte[0];

  private final Socket socket;
  private final QueueRoom room;
  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUED);
  private volatile boolean gone;
  private String name = "";

  QueueMember(Socket socket, QueueRoom room) {
    this.socket = socket;
    this.room = room;
  }

  void start() throws IOException {
    socket.setTcpNoDelay(true);
    new Thread(this::read, "read").start();
    new Thread(this::write, "write").start();
  }

  String name() {
    return name;
  }

  void send(byte[] line) throws InterruptedException {
    if (!gone) {
      queue.put(line);
    }
  }

  private void read() {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      send(QueueRoom.bytes("* name?\n"));
      String line = in.readLine();
      if (line != null) {
        name = line;
        room.join(this);
        talk(in);
      }
    } catch (IOException | InterruptedException over) {
      // The connection is gone, as is said below.
    }
    leave();
  }

  private void talk(BufferedReader in) throws IOException, InterruptedException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      room.say(this, QueueRoom.bytes(name + ": " + line + "\n"));
    }
  }

  private void leave() {
    try {
      gone = true;
      queue.clear();
      queue.put(END);
      room.leave(this);
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes all that is queued in as few system calls as it fits in. */
  private void write() {
    List<byte[]> lines = new ArrayList<>();
    try (socket;
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), OUTPUT)) {
      while (!gone) {
        lines.add(queue.take());
        queue.drainTo(lines);
        for (byte[] line : lines) {
          out.write(line);
        }
        lines.clear();
        out.flush();
      }
    } catch (IOException | InterruptedException over) {
      gone = true;
      queue.clear();
    }
  }
}
