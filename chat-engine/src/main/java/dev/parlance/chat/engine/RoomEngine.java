package dev.parlance.chat.engine;

import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.internal.ClientCore;
import dev.parlance.chat.internal.Engine;
import dev.parlance.chat.internal.HouseRules;
import dev.parlance.chat.internal.Listening;
import dev.parlance.chat.internal.ServerCore;
import dev.parlance.chat.spi.Transport;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How the API gets at what is here. */
public final class RoomEngine implements Engine {

  /** For the service loader. */
  public RoomEngine() {}

  @Override
  public ServerCore start(
      List<Listening> places,
      Limits limits,
      @Nullable Listener listener,
      InstantSource clock,
      LongSupplier ticker,
      HouseRules rules) {
    return new Server(places, limits, listener, clock, ticker, rules);
  }

  @Override
  public ClientCore connect(
      Transport transport,
      InetSocketAddress address,
      Dialect dialect,
      ClientSide side,
      Limits limits,
      Listener listener,
      InstantSource clock) {
    return Client.connect(transport, address, dialect, side, limits, listener, clock);
  }
}
