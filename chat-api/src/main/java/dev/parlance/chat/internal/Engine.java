package dev.parlance.chat.internal;

import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.spi.Transport;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What runs servers and clients: a jar of its own, so that nothing of it is in the way of who
 * compiles against the API. Without state; found as a service, once.
 */
public interface Engine {

  /**
   * {@return the engine}
   *
   * @throws IllegalStateException if there is none, or none that fits
   */
  static Engine get() {
    return EngineLookup.engine();
  }

  /**
   * Starts a server.
   *
   * @throws dev.parlance.chat.ChatException if it cannot listen at one of the places
   */
  ServerCore start(
      List<Listening> places,
      Limits limits,
      @Nullable Listener listener,
      InstantSource clock,
      LongSupplier ticker,
      HouseRules rules);

  /**
   * Connects and joins; returns once the name is accepted.
   *
   * @throws dev.parlance.chat.ChatException if that does not come about
   */
  ClientCore connect(
      Transport transport,
      InetSocketAddress address,
      Dialect dialect,
      ClientSide side,
      Limits limits,
      Listener listener,
      InstantSource clock);
}
