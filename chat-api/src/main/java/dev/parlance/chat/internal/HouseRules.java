package dev.parlance.chat.internal;

import dev.parlance.chat.Authenticator;
import dev.parlance.chat.Filter;
import dev.parlance.chat.NamePolicy;
import org.jspecify.annotations.Nullable;

/** What an application decides of who gets in and what is said, where it wants to. */
public record HouseRules(
    NamePolicy names, @Nullable Authenticator authenticator, @Nullable Filter filter) {

  /** The rules of a server whose application decides nothing. */
  public static HouseRules standard() {
    return new HouseRules(NamePolicy.ascii(), null, null);
  }
}
