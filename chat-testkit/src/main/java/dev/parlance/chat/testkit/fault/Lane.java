package dev.parlance.chat.testkit.fault;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How one direction of a {@link FaultProxy} carries bytes: of one {@linkplain ProxiedConnection
 * connection}, or of all. Nothing is lost and nothing changes its order but in a black hole. All
 * methods are safe from any thread and take effect at once, for what is not under way yet where it
 * is about delay.
 */
public final class Lane {

  private final Runnable changed;
  private final List<Lane> followers = new CopyOnWriteArrayList<>();
  private volatile long delay;
  private volatile long jitter;
  private volatile long bandwidth = Long.MAX_VALUE;
  private volatile int slice = Integer.MAX_VALUE;
  private volatile boolean stalled;
  private volatile boolean blackHole;
  private volatile boolean ended;

  Lane(Runnable changed) {
    this.changed = changed;
  }

  /** Begins with how this lane is, and follows when it changes. */
  Lane follower() {
    Lane follower = new Lane(changed);
    followers.add(follower);
    follower.delay = delay;
    follower.jitter = jitter;
    follower.bandwidth = bandwidth;
    follower.slice = slice;
    follower.stalled = stalled;
    follower.blackHole = blackHole;
    follower.ended = ended;
    return follower;
  }

  void forget(Lane follower) {
    followers.remove(follower);
  }

  /** Holds back everything for so long, but not more than the buffer takes. Zero to begin with. */
  public Lane delay(Duration value) {
    delay = notNegative("delay", value);
    followers.forEach(follower -> follower.delay(value));
    return changed();
  }

  /** Delays each read by up to so much more, at random. Zero to begin with. */
  public Lane jitter(Duration most) {
    jitter = notNegative("jitter", most);
    followers.forEach(follower -> follower.jitter(most));
    return changed();
  }

  /** Carries at most so many bytes a second, 1 or more. */
  public Lane bandwidth(long bytesPerSecond) {
    bandwidth = positive("bandwidth", bytesPerSecond);
    followers.forEach(follower -> follower.bandwidth(bytesPerSecond));
    return changed();
  }

  /**
   * Hands over at most so many bytes in one write, 1 or more. The other end reads them so if it
   * reads as fast as they come.
   */
  public Lane slice(int bytes) {
    slice = (int) positive("slice", bytes);
    followers.forEach(follower -> follower.slice(bytes));
    return changed();
  }

  /** Carries nothing until {@link #resume}: soon whoever writes is held up. */
  public Lane stall() {
    return stalled(true);
  }

  /** Goes on after {@link #stall}. */
  public Lane resume() {
    return stalled(false);
  }

  private Lane stalled(boolean value) {
    stalled = value;
    followers.forEach(follower -> follower.stalled(value));
    return changed();
  }

  /**
   * Reads everything from now on, and hands over nothing: the bytes are lost, and an end of the
   * output with them. What is under way arrives.
   */
  public Lane blackHole() {
    blackHole = true;
    followers.forEach(Lane::blackHole);
    return changed();
  }

  /**
   * Ends the output in this direction (FIN) after what is under way, for good; what comes later is
   * lost.
   */
  public Lane end() {
    ended = true;
    followers.forEach(Lane::end);
    return changed();
  }

  /** Carries everything at once again. What was lost stays lost, and what was ended, ended. */
  public Lane clear() {
    delay = 0;
    jitter = 0;
    bandwidth = Long.MAX_VALUE;
    slice = Integer.MAX_VALUE;
    stalled = false;
    blackHole = false;
    followers.forEach(Lane::clear);
    return changed();
  }

  private Lane changed() {
    changed.run();
    return this;
  }

  private static long notNegative(String what, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(what + " must not be negative: " + value);
    }
    return Objects.requireNonNull(value, what).toNanos();
  }

  private static long positive(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be 1 or more: " + value);
    }
    return value;
  }

  long delayNanos() {
    return delay;
  }

  long jitterNanos() {
    return jitter;
  }

  long bytesPerSecond() {
    return bandwidth;
  }

  int sliceBytes() {
    return slice;
  }

  boolean isStalled() {
    return stalled;
  }

  boolean isBlackHole() {
    return blackHole;
  }

  boolean isEnded() {
    return ended;
  }
}
