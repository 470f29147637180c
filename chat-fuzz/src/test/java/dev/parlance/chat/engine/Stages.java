package dev.parlance.chat.engine;

import dev.parlance.chat.Limits;
import java.time.InstantSource;

/** Rooms without a server around them. */
final class Stages {

  private static final RoomWatch NOBODY =
      new RoomWatch() {
        @Override
        public long now() {
          return 0;
        }

        @Override
        public void published() {}

        @Override
        public void filling() {}
      };

  private Stages() {}

  static Room room() {
    return new Room(Limits.defaults(), InstantSource.system(), null, NOBODY);
  }
}
