package dev.parlance.chat.testkit;

/** A peer that writes, without end, to one that does not read. */
final class Stalled {

  private final RecordingPeer from;
  private final RecordingPeer to;
  private final FlowWriter writer = FlowWriter.endless(5);
  private final FlowReader reader = new FlowReader();

  private Stalled(RecordingPeer from, RecordingPeer to) {
    this.from = from;
    this.to = to;
  }

  /** Returns when the writer is stuck. */
  static Stalled begin(RecordingPeer from, RecordingPeer to) throws InterruptedException {
    Stalled stalled = new Stalled(from, to);
    to.readyWhen(() -> false).onReceived(stalled.reader).link().wake();
    from.onPull(stalled.writer).link().wake();
    stalled.writer.awaitStall();
    return stalled;
  }

  /** Has the peer read again: all that was written must arrive, and the writer go on by itself. */
  void release() {
    writer.stopSoon();
    to.readyWhen(() -> true).link().wake();
    from.await("the end of the writing", writer::isFinished);
    to.await("all that was written", () -> reader.count() >= writer.written());
    reader.assertRead(writer.written());
  }
}
