package dev.parlance.chat.engine;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** What a flight recording shows of a server; {@code docs/operating.md} tells how to read it. */
final class FlightEvents {

  private static final String CATEGORY = "Parlance";

  private FlightEvents() {}

  /** Who it was, and where it came in. */
  abstract static class OfPeer extends Event {

    @Label("Name")
    @Nullable String name;

    @Label("Address")
    @Description("Where the connection comes from")
    @Nullable String address;

    @Label("At")
    @Description("The server's end of the connection")
    @Nullable String at;

    @Label("Dialect")
    @Nullable String dialect;

    @Label("Transport")
    @Nullable String transport;
  }

  @Name("dev.parlance.Join")
  @Label("Join")
  @Category(CATEGORY)
  @Description("Somebody became a member of the room")
  @StackTrace(false)
  static final class Join extends OfPeer {

    @Label("Sequence")
    @Description("The number of this event in the room's sequence")
    long sequence;

    @Label("Online")
    @Description("Members, the new one included")
    int online;
  }

  @Name("dev.parlance.Leave")
  @Label("Leave")
  @Category(CATEGORY)
  @Description("A member left the room; its connection may go on, to take what it is still owed")
  @StackTrace(false)
  static final class Leave extends OfPeer {

    @Label("Sequence")
    @Description("The number of this event in the room's sequence")
    long sequence;

    @Label("Online")
    @Description("Members, without the one who left")
    int online;

    @Label("Reason")
    @Nullable String reason;
  }

  @Name("dev.parlance.Close")
  @Label("Close")
  @Category(CATEGORY)
  @Description("A connection is gone; also one that was turned away at once")
  @StackTrace(false)
  static final class Close extends OfPeer {

    @Label("Reason")
    @Nullable String reason;

    @Label("Joined")
    @Description("Whether it had become a member")
    boolean joined;

    @Label("Received")
    @DataAmount
    long received;

    @Label("Written")
    @DataAmount
    long written;

    @Label("Discarded")
    @Description("What it was owed and did not take")
    @DataAmount
    long discarded;

    @Label("Age")
    @Description("From being accepted to being gone")
    @Timespan
    long age;

    @Label("Cause")
    @Description("The failure behind it, if there is one")
    @Nullable String cause;
  }

  @Name("dev.parlance.SlowConsumer")
  @Label("Slow Consumer")
  @Category(CATEGORY)
  @Description("A peer was owed something for a whole second and took less than 64 KiB of it")
  @StackTrace(false)
  static final class SlowConsumer extends OfPeer {

    @Label("Pending")
    @Description("What it is owed now")
    @DataAmount
    long pending;

    @Label("Window")
    @Description("What it may be owed before it is closed")
    @DataAmount
    long window;

    @Label("Written")
    @Description("What it has taken so far")
    @DataAmount
    long written;
  }

  @Name("dev.parlance.OverloadBegan")
  @Label("Overload Began")
  @Category(CATEGORY)
  @Description("The room as a whole fell behind: talkers wait, and announcements are refused")
  @StackTrace(false)
  static final class OverloadBegan extends Event {

    @Label("Online")
    int online;
  }

  @Name("dev.parlance.Overload")
  @Label("Overload")
  @Category(CATEGORY)
  @Description("For how long the room as a whole was behind; written when that is over")
  @StackTrace(false)
  static final class Overload extends Event {

    @Label("Online")
    @Description("Members when it began")
    int online;
  }

  @Name("dev.parlance.AcceptPause")
  @Label("Accept Pause")
  @Category(CATEGORY)
  @Description("A transport could accept nothing, and rests before it tries again")
  @StackTrace(false)
  static final class AcceptPause extends Event {

    @Label("At")
    @Nullable String at;

    @Label("Dialect")
    @Nullable String dialect;

    @Label("Transport")
    @Nullable String transport;

    @Label("Cause")
    @Nullable String cause;
  }
}
