package dev.parlance.chat;

import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody who wants to join, as an {@link Authenticator} sees it. */
public final class Attempt {

  private final User user;
  private final char @Nullable [] secret;
  private final @Nullable Principal principal;

  /**
   * An attempt to join; for tests of an authenticator, too.
   *
   * @param user who it would be
   * @param secret what it was sent with; kept, not copied
   * @param principal who the other end is by its certificate
   */
  public Attempt(User user, char @Nullable [] secret, @Nullable Principal principal) {
    this.user = Objects.requireNonNull(user, "user");
    this.secret = secret;
    this.principal = principal;
  }

  /**
   * {@return who it would be: the name as the server's {@link NamePolicy} has it, and the address
   * it comes from}
   *
   * <p>In dialects whose members have no names the user {@linkplain User#isNamed has none} and is
   * known by the address.
   */
  public User user() {
    return user;
  }

  /** {@return the name of the {@link #user}} */
  public String name() {
    return user.name();
  }

  /**
   * {@return the secret that came with the name, as it was sent, which may be anything but empty;
   * or null if the dialect carries none, or the peer sent none}
   *
   * <p>The array is the server's own, and overwritten with zeros once the attempt is decided,
   * whoever decided it: an authenticator that is late finds zeros there.
   */
  public char @Nullable [] secret() {
    return secret;
  }

  /**
   * {@return the subject of the certificate that the other end has proven to own, or null if it
   * showed none, or the transport knows no certificates}
   */
  public @Nullable Principal principal() {
    return principal;
  }

  /** {@return the name and where it comes from, without the secret} */
  @Override
  public String toString() {
    return user.name() + " from " + user.address();
  }
}
