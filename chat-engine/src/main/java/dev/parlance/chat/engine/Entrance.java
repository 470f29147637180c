package dev.parlance.chat.engine;

import dev.parlance.chat.internal.Listening;
import dev.parlance.chat.spi.Transport.Carrier;

/**
 * A place where a server listens, as its sessions know it.
 *
 * @param number its place in the order of the builder's calls, from 0 on
 * @param tape the room as the dialect spoken there shows it
 * @param place its address, as it was asked for
 * @param transport what the transport is called
 * @param datagrams whether it carries these
 */
record Entrance(int number, Tape tape, String place, String transport, boolean datagrams) {

  static Entrance of(int number, Listening place, Room room) {
    return new Entrance(
        number,
        room.tape(place.dialect()),
        Places.text(place.address()),
        String.valueOf(place.transport()),
        place.transport().carrier() == Carrier.DATAGRAM);
  }
}
