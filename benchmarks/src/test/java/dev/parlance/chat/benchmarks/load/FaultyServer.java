package dev.parlance.chat.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A server that does one thing wrong, once, to one member. */
final class FaultyServer implements AutoCloseable {

  /** What it does wrong with the tenth message. */
  enum Fault {
    NONE,
    DROP,
    DOUBLE,
    SWAP,
    ALTER,
    MIX,
    FORGE,
    DISCONNECT,
    COMPLAIN,
    FALL_SILENT
  }

  private static final int WHEN = 10;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> members = new ArrayList<>();
  private final Fault fault;
  private int count;
  private byte[] held = new byte[0];
  private boolean silent;

  FaultyServer(Fault fault) throws IOException {
    this.fault = fault;
    thread(this::accept).start();
  }

  int port() {
    return server.getLocalPort();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "faulty-server");
    thread.setDaemon(true);
    return thread;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        thread(() -> serve(socket)).start();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      send(socket, "* name?\n");
      String name = in.readLine();
      join(socket, name);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        tellOthers(socket, name + ": " + line + "\n");
      }
    } catch (IOException over) {
      // The member is gone.
    }
  }

  private synchronized void join(Socket socket, String name) throws IOException {
    members.add(socket);
    String online = name + " (" + members.size() + " online)\n";
    send(socket, "* welcome " + online);
    for (Socket member : members) {
      if (member != socket) {
        send(member, "+ " + online);
      }
    }
  }

  private synchronized void tellOthers(Socket author, String line) throws IOException {
    count++;
    List<Socket> others = new ArrayList<>(members);
    others.remove(author);
    Socket victim = others.get(others.size() - 1);
    for (Socket member : others) {
      boolean last = member == victim;
      tell(member, line, last && count == WHEN ? fault : Fault.NONE, last);
    }
  }

  private void tell(Socket member, String line, Fault now, boolean last) throws IOException {
    if (silent && last) {
      return;
    }
    switch (now) {
      case NONE -> send(member, line);
      case DROP -> {}
      case DOUBLE -> send(member, line + line);
      case SWAP -> held = bytes(line);
      case ALTER -> send(member, changed(line, text -> text.substring(0, 60) + "#"));
      case MIX -> send(member, changed(line, text -> text.substring(0, 48) + "0"));
      case FORGE -> send(member, "m00003" + line.substring(6));
      case DISCONNECT -> member.close();
      case COMPLAIN -> send(member, "! go away\n" + line);
      case FALL_SILENT -> silent = true;
    }
    if (now == Fault.NONE && last && held.length > 0) {
      member.getOutputStream().write(held);
      held = new byte[0];
    }
  }

  /** Changes the beginning of a line, and keeps the rest of it. */
  private static String changed(String line, UnaryOperator<String> change) {
    String start = change.apply(line);
    return start + line.substring(start.length());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes(text));
  }

  @Override
  public synchronized void close() throws IOException {
    server.close();
    for (Socket member : members) {
      member.close();
    }
  }
}
