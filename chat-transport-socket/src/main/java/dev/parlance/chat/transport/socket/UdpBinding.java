package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A UDP address listened at: one socket, one thread that receives and one that sends. */
final class UdpBinding implements Binding {

  private static final Logger LOG = LoggerFactory.getLogger(UdpBinding.class);

  /** What the kernel keeps when a crowd talks at once; it may grant less. */
  private static final int KERNEL_BUFFER = 1 << 20;

  private final DatagramSocket socket;
  private final InetSocketAddress address;
  private final Acceptor acceptor;
  private final Crew crew;
  private final Map<InetSocketAddress, UdpMember> members = new ConcurrentHashMap<>();
  private final Thread receiver;
  private final Thread sender;

  /** Held while the acceptor meets a stranger, so that nobody is met after accepting stopped. */
  private final ReentrantLock meeting = new ReentrantLock();

  private volatile boolean accepting = true;
  private final Queue<UdpMember> woken = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean allWoken = new AtomicBoolean();
  private final Signal work = new Signal();
  private final Signal closing = new Signal();
  private final Seldom seldom = new Seldom(LOG);
  private volatile boolean closed;
  private volatile boolean receiving = true;

  private UdpBinding(DatagramSocket socket, Acceptor acceptor, Crew crew) {
    this.socket = socket;
    this.acceptor = acceptor;
    this.crew = crew;
    address = (InetSocketAddress) socket.getLocalSocketAddress();
    int port = address.getPort();
    receiver = Crew.platform("parlance-socket-receive-" + port, this::receiveAll);
    sender = Crew.platform("parlance-socket-send-" + port, this::sendAll);
  }

  static UdpBinding open(InetSocketAddress address, Acceptor acceptor, Crew crew)
      throws IOException {
    DatagramSocket socket = new DatagramSocket(null);
    try {
      socket.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER);
      socket.bind(address);
      UdpBinding binding = new UdpBinding(socket, acceptor, crew);
      binding.start();
      return binding;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      socket.close();
      throw Crew.failure(e);
    }
  }

  private void start() {
    sender.start();
    try {
      receiver.start();
    } catch (OutOfMemoryError e) {
      receiving = false;
      close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void wake() {
    allWoken.set(true);
    work.raise();
  }

  void enqueue(UdpMember member) {
    woken.add(member);
    work.raise();
  }

  private void sendAll() {
    Slot slot = new Slot(UdpPlug.SIZE, true);
    while (receiving || !members.isEmpty()) {
      work.await();
      UdpMember next = nextWoken();
      while (next != null) {
        next.serve(slot);
        next = nextWoken();
      }
      if (!accepting && deserted()) {
        shut();
      }
    }
  }

  /** {@return whether nobody is left, after strangers have been ignored from some time on} */
  private boolean deserted() {
    if (!members.isEmpty() || !meeting.tryLock()) {
      return false;
    }
    try {
      return members.isEmpty();
    } finally {
      meeting.unlock();
    }
  }

  private @Nullable UdpMember nextWoken() {
    if (allWoken.getAndSet(false)) {
      members.values().forEach(UdpMember::wake);
    }
    return woken.poll();
  }

  void send(Slot slot, InetSocketAddress to) throws IOException {
    socket.send(new DatagramPacket(slot.array(), slot.size(), to));
  }

  void forget(UdpMember member) {
    members.remove(member.remoteAddress(), member);
  }

  private void receiveAll() {
    DatagramPacket packet = new DatagramPacket(new byte[UdpPlug.SIZE], UdpPlug.SIZE);
    Backoff backoff = new Backoff();
    while (!closed) {
      receive(packet, backoff);
    }
    // Nobody is added any more; the sending thread has the rest to tell of the end.
    members.values().forEach(UdpMember::abort);
    receiving = false;
    work.raise();
  }

  private void receive(DatagramPacket packet, Backoff backoff) {
    try {
      packet.setLength(UdpPlug.SIZE);
      socket.receive(packet);
      backoff.reset();
      handIn(packet);
    } catch (PortUnreachableException e) {
      // Somebody has gone; nothing is wrong with the others.
    } catch (IOException | RuntimeException | Error e) {
      if (!closed) {
        paused(e);
        seldom.warn("Cannot receive at {} for now, going on", address, e);
        backoff.await(closing);
      }
    }
  }

  private void paused(Throwable why) {
    try {
      acceptor.paused(why);
    } catch (Throwable e) {
      seldom.warn("The acceptor failed when told of a pause at {}", address, e);
    }
  }

  private void handIn(DatagramPacket packet) {
    InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
    UdpMember member = members.get(from);
    if (member == null) {
      member = meet(from);
    }
    if (member != null) {
      member.receive(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
    }
  }

  private @Nullable UdpMember meet(InetSocketAddress stranger) {
    meeting.lock();
    try {
      UdpMember member = new UdpMember(this, stranger);
      if (!accepting || !member.meet(acceptor)) {
        return null;
      }
      members.put(stranger, member);
      if (member.gone()) {
        // Aborted while the acceptor met it, and closed before it was on the list.
        forget(member);
      }
      member.wake();
      return member;
    } finally {
      meeting.unlock();
      if (!accepting) {
        work.raise(); // to look again whether anybody is left
      }
    }
  }

  @Override
  public void stopAccepting() {
    accepting = false;
    long deadline = System.nanoTime() + Binding.closeTimeout().toNanos();
    awaitMet(deadline);
    work.raise();
  }

  /** Waits for whoever is being met at this moment: there is nobody after them. */
  private void awaitMet(long deadline) {
    boolean interrupted = false;
    while (true) {
      try {
        if (meeting.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          meeting.unlock();
        }
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isShut() {
    return closed;
  }

  private void shut() {
    closed = true;
    socket.close();
    closing.raise();
    work.raise();
  }

  @Override
  public void close() {
    long deadline = System.nanoTime() + Binding.closeTimeout().toNanos();
    accepting = false;
    members.values().forEach(UdpMember::abort);
    shut();
    Roster.join(receiver, deadline);
    if (Thread.currentThread() != receiver) {
      // It ends after the receiver, so the receiver must not wait for it.
      Roster.join(sender, deadline);
    }
    crew.awaitDismissed(deadline);
  }
}
