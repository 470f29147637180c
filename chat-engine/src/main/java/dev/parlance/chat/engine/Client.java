package dev.parlance.chat.engine;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Closed;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.NameRefusedException;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.internal.ClientCore;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A running client: one connection, from the handshake to its end. {@link ServerTalk} is what the
 * server tells, {@link Outbox} what the server is to be told.
 */
final class Client implements ClientCore, Peer, Framer.Frames {

  /** How much longer than its {@link Limits#line} a server's line may be: a name and its frame. */
  private static final int FRAME_MARGIN = 4096;

  /** How long the server may take to end its side after this client has ended its own. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final ClientSide side;
  private final Limits limits;
  private final Events events;
  private final Framer framer;
  private final Outbox outbox;
  private final ServerTalk talk;
  private final CountDownLatch gone = new CountDownLatch(1);

  private volatile @Nullable Link link;
  private volatile @Nullable CloseReason reason;
  private volatile @Nullable IOException failure;
  private volatile boolean closing;

  /** Whether the server has sent anything at all. */
  private volatile boolean heard;

  private Client(
      Dialect dialect, ClientSide side, Limits limits, Listener listener, InstantSource clock) {
    this.side = side;
    this.limits = limits;
    this.events = new Events(listener, "parlance-client-events", this::wake);
    this.outbox = new Outbox(dialect.framing() != Framing.LINES, this::isOpen);
    this.talk = new ServerTalk(events, clock, outbox, this::wake, this::serverEnded);
    int longest = limits.line() + FRAME_MARGIN;
    this.framer = new Framer(side.framing(), longest, Math.max(longest, limits.endlessLine()));
  }

  /** Connects and joins; returns once the name is accepted, or throws saying why not. */
  static Client connect(
      Transport transport,
      InetSocketAddress address,
      Dialect dialect,
      ClientSide side,
      Limits limits,
      Listener listener,
      InstantSource clock) {
    Client client = new Client(dialect, side, limits, listener, clock);
    String where = Places.text(address);
    try {
      if (address.isUnresolved()) {
        throw new UnknownHostException("unknown host");
      }
      transport.connect(address, limits.nameDeadline(), client::open);
    } catch (IOException failure) {
      throw new ChatException("cannot connect to " + where + ": " + Places.why(failure), failure);
    }
    client.awaitName(where);
    return client;
  }

  private Peer open(Link opened) {
    link = opened;
    talk.begin(opened);
    side.opened(talk);
    talk.flushReply();
    return this;
  }

  private void awaitName(String where) {
    boolean inTime = talk.awaitDecision(limits.nameDeadline());
    String refused = talk.refusal();
    if (talk.accepted() != null && refused == null) {
      return;
    }
    close();
    if (refused != null) {
      throw new NameRefusedException(refused);
    }
    String what =
        inTime
            ? where + " ended the connection before it accepted the name"
            : where + " did not accept the name within " + Durations.text(limits.nameDeadline());
    IOException broken = failure;
    String why = why(broken);
    throw new ChatException(why.isEmpty() ? what : what + ": " + why, broken);
  }

  /** Why the name was not accepted, as far as anything tells. */
  private String why(@Nullable IOException broken) {
    String said = talk.lastWords();
    if (!said.isEmpty()) {
      return said;
    }
    if (broken instanceof PortUnreachableException) {
      return "nobody listens there";
    }
    if (broken != null) {
      return Places.why(broken);
    }
    return heard ? "" : "it sent nothing; it may expect TLS, or another dialect";
  }

  @Override
  public User user() {
    User known = talk.accepted();
    return known != null ? known : talk.self();
  }

  @Override
  public int online() {
    return talk.online();
  }

  @Override
  public boolean isOpen() {
    return reason == null && !closing;
  }

  @Override
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

  @Override
  public boolean command(String command) {
    return transmit(out -> side.command(command, out));
  }

  private boolean transmit(Function<Wire, Boolean> encoding) {
    try {
      boolean encoded = outbox.add(encoding);
      wake();
      return encoded;
    } catch (Outbox.ClosedException ended) {
      throw new ChatException("the connection has ended: " + (closing ? "closed" : reason));
    }
  }

  @Override
  public void close() {
    outbox.end(this::leave);
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

  /** Composes the leaving, if it was not said before, and there is anybody to hear it. */
  private boolean leave(Wire out) {
    boolean heard = !closing && talk.accepted() != null && reason == null;
    closing = true;
    if (heard) {
      side.leave(out);
    }
    return heard;
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
    heard = true;
    framer.feed(input, this);
    talk.flushReply();
  }

  @Override
  public void ended() {
    side.ended(framer.rest(), talk);
    serverEnded();
  }

  private void serverEnded() {
    finish(CloseReason.PEER_CLOSED);
    outbox.end(nothing -> false);
    wake();
  }

  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    return outbox.pull(channel);
  }

  @Override
  public void closed(@Nullable IOException cause) {
    failure = cause;
    finish(cause != null ? CloseReason.CONNECTION_LOST : CloseReason.CLOSED);
    CloseReason why = closing ? CloseReason.CLOSED : reason;
    if (why != null && talk.accepted() != null) {
      Closed end =
          new Closed(
              user(),
              why,
              true,
              outbox.written(),
              outbox.unwritten(),
              why == CloseReason.CLOSED ? null : cause);
      events.tell(listener -> listener.closed(end), 0);
    }
    events.end();
    talk.over();
    gone.countDown();
  }

  private void finish(CloseReason why) {
    outbox.stir(
        () -> {
          if (reason == null) {
            reason = why;
          }
        });
  }

  // What the framer finds.

  @Override
  public void frame(ByteBuffer frame) {
    side.received(frame, talk);
  }

  @Override
  public void tooLong() {
    talk.notice("(a message longer than " + limits.line() + " bytes was left out)");
  }

  @Override
  public void endless() {
    finish(CloseReason.LINE_TOO_LONG);
    Link open = link;
    if (open != null) {
      open.abort();
    }
  }
}
