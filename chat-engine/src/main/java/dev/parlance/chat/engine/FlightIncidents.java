package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Closed;
import dev.parlance.chat.User;
import dev.parlance.chat.spi.Link;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the JDK's flight recorder. Loaded only where there is one. The events are loaded when that
 * is used for the first time, which most often never happens: they take a tenth of a second.
 */
final class FlightIncidents implements Incidents, FlightRecorderListener {

  private static final Logger log = LoggerFactory.getLogger(FlightIncidents.class);

  /** What a terminal would obey: a failure may quote what a peer sent. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** Whether the events are loaded. */
  private volatile boolean ready;

  /** For the keeper. */
  private FlightEvents.@Nullable Overload overload;

  @Override
  public void open() {
    if (FlightRecorder.isInitialized()) {
      load();
    } else {
      FlightRecorder.addListener(this);
      if (FlightRecorder.isInitialized()) { // just then, and nobody was told
        load();
      }
    }
  }

  /** The first recording is about to be made. */
  @Override
  public void recorderInitialized(FlightRecorder recorder) {
    try {
      load();
    } catch (LinkageError noDescriptorLeft) {
      log.warn("flight recordings will not show this server", noDescriptorLeft);
    }
  }

  /** All of them: later there may be no descriptor left for loading a class. */
  private void load() {
    int unused =
        new FlightEvents.Join().hashCode()
            + new FlightEvents.Leave().hashCode()
            + new FlightEvents.Close().hashCode()
            + new FlightEvents.SlowConsumer().hashCode()
            + new FlightEvents.OverloadBegan().hashCode()
            + new FlightEvents.Overload().hashCode()
            + new FlightEvents.AcceptPause().hashCode();
    ready = true;
  }

  @Override
  public void close() {
    boolean unused = FlightRecorder.removeListener(this);
  }

  @Override
  public void joined(Session session, long number, int online) {
    if (!ready) {
      return;
    }
    FlightEvents.Join event = new FlightEvents.Join();
    if (event.shouldCommit()) {
      describe(event, session);
      event.sequence = number;
      event.online = online;
      event.commit();
    }
  }

  @Override
  public void left(Session session, long number, int online) {
    if (!ready) {
      return;
    }
    FlightEvents.Leave event = new FlightEvents.Leave();
    if (event.shouldCommit()) {
      describe(event, session);
      event.sequence = number;
      event.online = online;
      event.reason = name(session.reason());
      event.commit();
    }
  }

  @Override
  public void closed(Closed end, Link link, Entrance entrance, long received, long ageNanos) {
    if (!ready) {
      return;
    }
    FlightEvents.Close event = new FlightEvents.Close();
    if (event.shouldCommit()) {
      describe(event, end.user(), link, entrance);
      event.reason = name(end.reason());
      event.joined = end.joined();
      event.received = received;
      event.written = end.written();
      event.discarded = end.discarded();
      event.age = ageNanos;
      event.cause = printable(end.cause());
      event.commit();
    }
  }

  @Override
  public void slow(Session session) {
    if (!ready) {
      return;
    }
    FlightEvents.SlowConsumer event = new FlightEvents.SlowConsumer();
    if (event.shouldCommit()) {
      describe(event, session);
      event.pending = session.cursor().behind();
      event.window = session.tape().window();
      event.written = session.cursor().taken();
      event.commit();
    }
  }

  @Override
  public void overloaded(int online) {
    if (!ready || overload != null) {
      return;
    }
    FlightEvents.Overload whole = new FlightEvents.Overload();
    whole.online = online;
    whole.begin();
    overload = whole;
    FlightEvents.OverloadBegan event = new FlightEvents.OverloadBegan();
    event.online = online;
    event.commit();
  }

  @Override
  public void relieved() {
    if (overload != null) {
      overload.commit();
      overload = null;
    }
  }

  @Override
  public void paused(Entrance entrance, Throwable cause) {
    if (!ready) {
      return;
    }
    FlightEvents.AcceptPause event = new FlightEvents.AcceptPause();
    if (event.shouldCommit()) {
      event.at = entrance.place();
      event.dialect = entrance.tape().dialect().name();
      event.transport = entrance.transport();
      event.cause = printable(cause);
      event.commit();
    }
  }

  private static void describe(FlightEvents.OfPeer event, Session session) {
    describe(event, session.self(), session.link(), session.entrance());
  }

  private static void describe(FlightEvents.OfPeer event, User user, Link link, Entrance entrance) {
    InetSocketAddress here = link.localAddress();
    event.name = user.name();
    event.address = user.address();
    event.at = User.unnamed(here.getAddress().getHostAddress(), here.getPort()).address();
    event.dialect = entrance.tape().dialect().name();
    event.transport = entrance.transport();
  }

  private static @Nullable String name(@Nullable CloseReason reason) {
    return reason == null ? null : reason.name();
  }

  private static @Nullable String printable(@Nullable Throwable cause) {
    return cause == null ? null : CONTROL.matcher(cause.toString()).replaceAll("\ufffd");
  }
}
