package dev.parlance.chat.engine;

import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Wire;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The event that is being added to a room. There is one of these a room, filled anew for each event
 * under the room's lock, so that publishing allocates nothing.
 */
final class Entry {

  enum Kind {
    JOINED,
    SAID,
    LEFT,
    NOTICE,
    STOPPING
  }

  private Kind kind = Kind.NOTICE;
  private @Nullable User user;
  private @Nullable ByteBuffer text;
  private String notice = "";
  private int online;

  Entry joined(User who, int count) {
    kind = Kind.JOINED;
    user = who;
    online = count;
    return this;
  }

  Entry said(User who, ByteBuffer what) {
    kind = Kind.SAID;
    user = who;
    text = what;
    return this;
  }

  Entry left(User who, int count) {
    kind = Kind.LEFT;
    user = who;
    online = count;
    return this;
  }

  Entry notice(String what) {
    kind = Kind.NOTICE;
    notice = what;
    return this;
  }

  Entry stopping() {
    kind = Kind.STOPPING;
    return this;
  }

  Kind kind() {
    return kind;
  }

  int online() {
    return online;
  }

  void encode(Dialect dialect, Wire out) {
    switch (kind) {
      case JOINED -> dialect.joined(someone(), online, out);
      case SAID -> said(dialect, Objects.requireNonNull(text), out);
      case LEFT -> dialect.left(someone(), online, out);
      case NOTICE -> dialect.notice(notice, out);
      case STOPPING -> dialect.stopping(out);
    }
  }

  /** Other dialects are shown the same text, whatever this one does with it. */
  private void said(Dialect dialect, ByteBuffer what, Wire out) {
    int position = what.position();
    int limit = what.limit();
    try {
      dialect.said(someone(), what, out);
    } finally {
      what.limit(limit).position(position);
    }
  }

  private User someone() {
    return Objects.requireNonNull(user);
  }
}
