package dev.parlance.chat.internal;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.NameRefusedException;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.Host;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A running client: one connection, from the handshake to its end. */
public final class Client implements Peer, Host, Framer.Frames {

  /**
   * What may wait to be sent before {@link #send} waits: a good deal more than people type ahead.
   */
  private static final int MOST_UNSENT = 1 << 20;

  /** How much longer than its {@link Limits#line} a server's line may be: a name and its frame. */
  private static final int FRAME_MARGIN = 4096;

  /** How long the server may take to end its side after this client has ended its own. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final ClientSide side;
  private final Limits limits;
  private final InstantSource clock;
  private final Events events;
  private final Cursor cursor;
  private final Framer framer;
  private final CountDownLatch decided = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);

  /** Guards {@link #composed} and who encodes; its condition is that there is room for more. */
  private final ReentrantLock sending = new ReentrantLock();

  private final Condition room = sending.newCondition();
  private final Wire composed = new Wire();

  /** Senders that are in the middle of waiting or asking; changed under the lock, read without. */
  private final AtomicInteger waiters = new AtomicInteger();

  private volatile @Nullable Link link;
  private volatile @Nullable User self;
  private volatile @Nullable String refusal;
  private volatile @Nullable CloseReason reason;
  private volatile @Nullable IOException failure;
  private volatile boolean closing;

  /** What the server announced last before it accepted the name. */
  private volatile String lastWords = "";

  /** For the reading thread alone. */
  private @Nullable Wire reply;

  private long sequence;

  private Client(
      Dialect dialect, String name, Limits limits, Listener listener, InstantSource clock) {
    this.side = dialect.clientSide(name);
    this.limits = limits;
    this.clock = clock;
    this.events = new Events(listener, "parlance-client-events", this::wake);
    this.cursor = new Cursor(dialect.framing() != Framing.LINES);
    int longest = limits.line() + FRAME_MARGIN;
    this.framer = new Framer(side.framing(), longest, Math.max(longest, limits.endlessLine()));
  }

  /** Connects and joins; returns once the name is accepted, or throws saying why not. */
  public static Client connect(
      Transport transport,
      InetSocketAddress address,
      Dialect dialect,
      String name,
      Limits limits,
      Listener listener,
      InstantSource clock) {
    Client client = new Client(dialect, name, limits, listener, clock);
    String where = address.getHostString() + ":" + address.getPort();
    try {
      transport.connect(address, limits.nameDeadline(), client::open);
    } catch (IOException failure) {
      throw new ChatException("cannot connect to " + where + ": " + failure.getMessage(), failure);
    }
    client.awaitName(where);
    return client;
  }

  private Peer open(Link opened) {
    link = opened;
    side.opened(this);
    flushReply();
    return this;
  }

  private void awaitName(String where) {
    boolean inTime = Waiting.await(decided, limits.nameDeadline());
    String refused = refusal;
    if (self != null && refused == null) {
      return;
    }
    close();
    if (refused != null) {
      throw new NameRefusedException(refused);
    }
    String what =
        inTime
            ? where + " ended the connection before it accepted the name"
            : where + " did not accept the name within " + limits.nameDeadline().toSeconds() + " s";
    throw new ChatException(lastWords.isEmpty() ? what : what + ": " + lastWords, failure);
  }

  /** Who this client is in the room. */
  public User user() {
    User known = self;
    return known != null ? known : self();
  }

  /** Whether messages can be sent. */
  public boolean isOpen() {
    return reason == null && !closing;
  }

  /** Sends a text; waits while too much is unsent. */
  public void send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > limits.line()) {
      throw new IllegalArgumentException(
          "text must not be longer than " + limits.line() + " bytes: " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    transmit(out -> say(buffer, out));
  }

  private boolean say(ByteBuffer text, Wire out) {
    side.say(text, out);
    return true;
  }

  /** Sends a command of the dialect; returns whether the dialect has any. */
  public boolean command(String command) {
    return transmit(out -> side.command(command, out));
  }

  private boolean transmit(Function<Wire, Boolean> encoding) {
    sending.lock();
    try {
      waiters.incrementAndGet();
      while (isOpen() && cursor.privateBytes() > MOST_UNSENT) {
        room.awaitUninterruptibly();
      }
      waiters.decrementAndGet();
      if (!isOpen()) {
        throw new ChatException("the connection has ended: " + (closing ? "closed" : reason));
      }
      composed.clear();
      boolean encoded = encoding.apply(composed);
      cursor.insert(composed);
      wake();
      return encoded;
    } finally {
      sending.unlock();
    }
  }

  /** Leaves, and waits a little for the connection to end. */
  public void close() {
    sending.lock();
    try {
      if (!closing) {
        closing = true;
        if (self != null && reason == null) {
          composed.clear();
          side.leave(composed);
          cursor.insert(composed);
        }
        cursor.end();
        room.signalAll();
      }
    } finally {
      sending.unlock();
    }
    wake();
    Link open = link;
    if (open != null && !events.isCurrentThread() && !Waiting.await(gone, LINGER)) {
      open.abort();
      Waiting.await(gone, LINGER);
    }
    if (open == null) {
      events.end();
    }
    events.awaitEnd(LINGER);
  }

  private void wake() {
    Link open = link;
    if (open != null) {
      open.wake();
    }
  }

  // What the transport calls.

  @Override
  public boolean ready() {
    return !events.isBusy();
  }

  @Override
  public void received(ByteBuffer input) {
    framer.feed(input, this);
    flushReply();
  }

  @Override
  public void ended() {
    side.ended(framer.rest(), this);
    finish(CloseReason.PEER_CLOSED);
    sending.lock();
    try {
      cursor.end();
    } finally {
      sending.unlock();
    }
  }

  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    try {
      Progress progress = cursor.pull(channel);
      if (waiters.get() > 0) {
        signalRoom();
      }
      return progress;
    } catch (FellBehindException impossible) {
      throw new IllegalStateException("a cursor without a tape fell behind", impossible);
    }
  }

  private void signalRoom() {
    sending.lock();
    try {
      room.signalAll();
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void closed(@Nullable IOException cause) {
    failure = cause;
    finish(cause != null ? CloseReason.CONNECTION_LOST : CloseReason.CLOSED);
    CloseReason why = closing ? CloseReason.CLOSED : reason;
    User who = user();
    if (why != null && self != null) {
      events.tell(listener -> listener.closed(who, why), 0);
    }
    events.end();
    decided.countDown();
    gone.countDown();
  }

  private void finish(CloseReason why) {
    sending.lock();
    try {
      if (reason == null) {
        reason = why;
      }
      room.signalAll();
    } finally {
      sending.unlock();
    }
  }

  // What the framer finds.

  @Override
  public void frame(ByteBuffer frame) {
    side.received(frame, this);
  }

  @Override
  public void tooLong() {
    notice("(a message longer than " + limits.line() + " bytes was left out)");
  }

  @Override
  public void endless() {
    finish(CloseReason.LINE_TOO_LONG);
    Link open = link;
    if (open != null) {
      open.abort();
    }
  }

  // What the dialect's client side tells.

  @Override
  public User self() {
    Link open = link;
    if (open == null) {
      return User.named("");
    }
    InetSocketAddress local = open.localAddress();
    return User.unnamed(local.getAddress().getHostAddress(), local.getPort());
  }

  @Override
  public Wire send() {
    flushReply();
    Wire fresh = reply;
    if (fresh == null) {
      fresh = new Wire();
      reply = fresh;
    }
    return fresh;
  }

  private void flushReply() {
    Wire written = reply;
    if (written != null) {
      reply = null;
      cursor.insert(written);
      wake();
    }
  }

  @Override
  public void accepted(User accepted, int online) {
    self = accepted;
    decided.countDown();
  }

  @Override
  public void refused(String why) {
    refusal = why;
    decided.countDown();
  }

  @Override
  public void joined(User user, int online) {
    tell(0, (number, time) -> new Message.Joined(number, time, user, online));
  }

  @Override
  public void said(User user, String text) {
    tell(text.length(), (number, time) -> new Message.Said(number, time, user, text));
  }

  @Override
  public void left(User user, int online) {
    tell(0, (number, time) -> new Message.Left(number, time, user, online));
  }

  @Override
  public void notice(String text) {
    if (self == null) {
      lastWords = text;
    }
    tell(text.length(), (number, time) -> new Message.Notice(number, time, text));
  }

  private interface Telling {
    Message at(long number, Instant time);
  }

  private void tell(int characters, Telling telling) {
    Message message = telling.at(++sequence, clock.instant());
    events.tell(listener -> listener.message(message), characters);
  }
}
