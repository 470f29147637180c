package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop's selector. Keys are gathered while it selects and dealt with afterwards, so that whoever
 * deals with them may close channels and have their descriptors given back at once.
 */
final class Poll {

  /**
   * How often in a row a sleep may end for no reason before the selector counts as broken, as the
   * epoll of some kernels and JDKs has been; the same number as in Netty.
   */
  static final int PREMATURE_MOST = 512;

  private static final Logger LOG = LoggerFactory.getLogger(Poll.class);

  private final List<SelectionKey> selected = new ArrayList<>();
  private final Consumer<SelectionKey> gather = selected::add;
  private volatile Selector selector = Selector.open();
  private int premature;

  Poll() throws IOException {}

  void look() throws IOException {
    selector.selectNow(gather);
  }

  /**
   * Sleeps until a channel is ready, the time is up, or the bell rings.
   *
   * @param millis how long at most; 0 for as long as it takes
   */
  void sleep(Doorbell bell, long millis) throws IOException {
    int ready = selector.select(gather, millis);
    boolean unasked = bell.gotUp();
    boolean interrupted = Thread.interrupted(); // not a signal here, but select would not sleep
    boolean forNothing = ready == 0 && unasked && !interrupted && millis == 0;
    premature = forNothing ? premature + 1 : 0;
    if (premature >= PREMATURE_MOST) {
      Quietly.log(
          () -> LOG.warn("a selector woke up {} times for nothing; replacing it", PREMATURE_MOST));
      premature = 0;
      replace();
    }
  }

  /** Ends a {@link #sleep}. From any thread. */
  void alarm() {
    // When the selector is replaced meanwhile the loop is awake and sees what the caller left.
    selector.wakeup();
  }

  /** Tells those whose channels were found ready. */
  void dispatch() {
    for (int i = 0; i < selected.size(); i++) {
      SelectionKey key = selected.get(i);
      try {
        ((Selected) key.attachment()).ready(key.readyOps());
      } catch (CancelledKeyException e) {
        Quietly.log(() -> LOG.trace("closed by an earlier key of the same turn"));
      }
    }
    selected.clear();
  }

  SelectionKey register(SelectableChannel channel, int operations, Selected attachment)
      throws IOException {
    return channel.register(selector, operations, attachment);
  }

  /** Gives back the descriptors of closed channels, which lasts until the next select else. */
  void letGo() throws IOException {
    // What else is ready is so still at the next select.
    selector.selectNow(key -> {});
  }

  void replace() throws IOException {
    Selector old = selector;
    Selector fresh = Selector.open();
    selector = fresh;
    for (SelectionKey key : old.keys()) {
      if (key.isValid()) {
        int operations = key.interestOps();
        Selected attachment = (Selected) key.attachment();
        key.cancel();
        attachment.moved(key.channel().register(fresh, operations, attachment));
      }
    }
    old.close();
  }

  void fail(IOException cause) {
    for (SelectionKey key : new ArrayList<>(selector.keys())) {
      ((Selected) key.attachment()).failed(cause);
    }
  }

  void close() throws IOException {
    selector.close();
  }
}
