package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One peer of a server, as its {@link ServerSide} sees it: what may be asked of the room for it.
 * Refusals need no code in a dialect: the core tells the peer by {@link Dialect#problem}.
 */
public interface Guest {

  /** {@return who the peer is in the room, or null before it joined} */
  @Nullable User user();

  /**
   * Asks to join by name. A name that is not allowed or taken is refused: the peer is told, and the
   * next frame may try again within the same deadline.
   *
   * @param name from position to limit; copied
   */
  void join(ByteBuffer name);

  /**
   * Asks to join by name, with a secret that only a server's {@link
   * dev.parlance.chat.Authenticator} sees. Like {@link #join(ByteBuffer)}, and in addition a secret
   * that is no valid UTF-8, holds control characters, or is empty is refused.
   *
   * @param name from position to limit; copied
   * @param secret from position to limit; copied, and overwritten with zeros where it lies
   */
  void join(ByteBuffer name, ByteBuffer secret);

  /** Asks to join without a name of one's own; members without one are known by their address. */
  void joinByAddress();

  /**
   * Says something. Text that is no valid UTF-8 or holds control characters is refused: the peer is
   * told. Ignored before the peer joined.
   *
   * @param text from position to limit; copied
   */
  void say(ByteBuffer text);

  /** Leaves: the peer receives what it is still owed, then the connection ends. */
  void leave();

  /** Tells this peer alone that something is wrong. */
  void problem(String text);

  /**
   * Begins a message to this peer alone, in order with everything else that it receives. What is
   * appended leaves when the current call of the {@link ServerSide} returns, or another message
   * begins.
   */
  Wire reply();

  /** {@return how many members the room has} */
  int online();

  /** {@return the first {@code most} members in the order of joining} */
  List<User> users(int most);
}
