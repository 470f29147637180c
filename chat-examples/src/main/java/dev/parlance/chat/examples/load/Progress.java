package dev.parlance.chat.examples.load;

/** Shown how far a load has come. Called by one thread. */
public interface Progress extends AutoCloseable {

  /** Shows nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void stage(String name, long steps) {}

        @Override
        public void at(long step) {}

        @Override
        public void close() {}
      };

  /** Something of so many steps begins. */
  void stage(String name, long steps);

  /** So many steps are done. */
  void at(long step);

  @Override
  void close();
}
