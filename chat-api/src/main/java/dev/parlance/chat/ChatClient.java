package dev.parlance.chat;

import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.internal.ClientCore;
import dev.parlance.chat.internal.Engine;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.spi.Transport.Carrier;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A member of a chat room on some server, Parlance's own or any that speaks one of the dialects.
 *
 * <pre>{@code
 * ChatClient alice = ChatClient.builder().transport(SocketTransport.tcp())
 *     .connect("localhost", 7777, "alice", Listener.lines(System.out::println));
 * alice.send("hello");
 * }</pre>
 *
 * <p>Life: <em>connected</em> (the server accepted the name) → <em>closed</em> (by {@link #close},
 * by the server, or because the connection broke; {@link Listener#closed} tells which).
 *
 * <p>All methods are safe from any thread, a listener's callback included.
 */
public final class ChatClient implements AutoCloseable {

  private final ClientCore client;
  private final CompletionStage<CloseReason> end;

  private ChatClient(ClientCore client, CompletionStage<CloseReason> end) {
    this.client = client;
    this.end = end;
  }

  /** {@return a builder of clients} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return who this client is in the room} */
  public User user() {
    return client.user();
  }

  /**
   * {@return how many members the room has, this one included, as far as the server has told: when
   * it accepted the name, and with whoever joined or left since; {@link Message#ONLINE_UNKNOWN} if
   * the dialect does not tell}
   */
  public int online() {
    return client.online();
  }

  /** {@return whether the connection stands, as far as is known} */
  public boolean isOpen() {
    return client.isOpen();
  }

  /**
   * {@return what tells why the connection ended, once it has and the listener has been told}
   *
   * <p>What is made to depend on it runs on the listener's thread, or on the caller's if all is
   * over already. To wait for the end: {@code client.ended().toCompletableFuture().join()}.
   */
  public CompletionStage<CloseReason> ended() {
    return end;
  }

  /**
   * Says {@code text} to the room. Returns when the text is on its way to the network; texts leave
   * in the order of the calls. While a megabyte waits because the server does not read, waits, too.
   *
   * @throws IllegalArgumentException if the text holds a line break or another control character,
   *     or is longer than {@link Limits#line}
   * @throws ChatException if the connection has ended
   */
  public void send(String text) {
    Texts.check(text);
    client.send(text);
  }

  /**
   * Sends a command as a person would type it, "/who" say: with the slash, as without one it would
   * be said to the room. What the server answers comes as a {@link Message.Notice}.
   *
   * @throws IllegalArgumentException if the command holds a line break or another control character
   * @throws UnsupportedOperationException if the dialect has no commands
   * @throws ChatException if the connection has ended
   */
  public void command(String command) {
    Texts.check(command);
    if (!client.command(command)) {
      throw new UnsupportedOperationException("this dialect has no commands: " + command);
    }
  }

  /**
   * Leaves: sends what is unsent and the dialect's form of leaving, and returns when the connection
   * has ended or 2 seconds have passed. Called from a listener's callback, does not wait.
   * Idempotent.
   */
  @Override
  public void close() {
    client.close();
  }

  /** Says how to connect. */
  public static final class Builder {

    private @Nullable Transport transport;
    private Dialect dialect = new LineDialect();
    private Limits limits = Limits.defaults();
    private InstantSource clock = InstantSource.system();
    private char @Nullable [] secret;

    private Builder() {}

    /** Sets the transport. One instance may serve any number of clients. */
    public Builder transport(Transport transport) {
      this.transport = Objects.requireNonNull(transport, "transport");
      return this;
    }

    /** Sets the dialect; {@link LineDialect} unless called. */
    public Builder dialect(Dialect dialect) {
      this.dialect = Objects.requireNonNull(dialect, "dialect");
      return this;
    }

    /** Sets the limits; {@link Limits#defaults} unless called. */
    public Builder limits(Limits limits) {
      this.limits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /** Sets where messages get their time from; the system's clock unless called. */
    public Builder clock(InstantSource clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets the secret to log in with; none is sent unless called. Whoever can read what travels can
     * read the secret: that is for TLS to prevent.
     *
     * @param secret copied; not empty
     * @throws IllegalArgumentException if it is empty or holds a line break or another control
     *     character
     */
    public Builder secret(char[] secret) {
      Texts.checkSecret(secret);
      this.secret = secret.clone();
      return this;
    }

    /**
     * Connects to a server and joins, to talk and not to listen.
     *
     * @param host a name or numeric address
     * @param port 1 to 65535
     * @see #connect(InetSocketAddress, String, Listener)
     */
    public ChatClient connect(String host, int port, String name) {
      return connect(host, port, name, Listener.of(message -> {}));
    }

    /**
     * Connects to a server and joins, with a listener that needs the client: one that answers.
     *
     * @param host a name or numeric address
     * @param port 1 to 65535
     * @see #connect(InetSocketAddress, String, Function)
     */
    public ChatClient connect(
        String host,
        int port,
        String name,
        Function<? super ChatClient, ? extends Listener> listening) {
      return connect(new InetSocketAddress(host, port), name, listening);
    }

    /**
     * Connects to a server and joins, with a listener that needs the client: one that answers, say
     * {@code connect(address, "bot", Bot::new)}.
     *
     * @param listening called once, when the server has accepted the name; the listener that it
     *     makes is then told of everything from the beginning. If it throws, the client is closed.
     * @see #connect(InetSocketAddress, String, Listener)
     */
    public ChatClient connect(
        InetSocketAddress address,
        String name,
        Function<? super ChatClient, ? extends Listener> listening) {
      LateListener late = new LateListener();
      return late.listenTo(() -> connect(address, name, late), listening, ChatClient::close);
    }

    /**
     * Connects to a server and joins.
     *
     * @param host a name or numeric address
     * @param port 1 to 65535
     * @see #connect(InetSocketAddress, String, Listener)
     */
    public ChatClient connect(String host, int port, String name, Listener listener) {
      return connect(new InetSocketAddress(host, port), name, listener);
    }

    /**
     * Connects to a server and joins. When this returns, the server has accepted the name, and the
     * listener is told of everything from then on; it may have been told of some of it already.
     *
     * @param name the name to join by; dialects without names ignore it
     * @throws NameRefusedException if the server does not accept the name, or the secret
     * @throws ChatException if no connection comes about (an unknown host included), or the server
     *     does not accept the name in {@link Limits#nameDeadline}
     * @throws IllegalArgumentException if the name holds a control character, the dialect cannot be
     *     spoken over the transport, or there is a secret and the dialect carries none
     * @throws IllegalStateException if no transport was given, or chat-engine is missing
     */
    public ChatClient connect(InetSocketAddress address, String name, Listener listener) {
      Transport over = transport;
      if (over == null) {
        throw new IllegalStateException("call transport(…) first");
      }
      boolean datagrams = dialect.framing() == Framing.DATAGRAMS;
      if (datagrams != (over.carrier() == Carrier.DATAGRAM)) {
        throw new IllegalArgumentException(
            "dialect "
                + dialect.name()
                + " needs a transport of "
                + (datagrams ? "datagrams" : "streams")
                + ", and this one is of the other kind");
      }
      Texts.check(name);
      char[] known = secret;
      ClientSide side =
          known == null ? dialect.clientSide(name) : dialect.clientSide(name, known.clone());
      EndListener told = new EndListener(listener);
      return new ChatClient(
          Engine.get().connect(over, address, dialect, side, limits, told, clock), told.end());
    }
  }
}
