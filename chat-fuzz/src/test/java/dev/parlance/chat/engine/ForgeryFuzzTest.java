package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.engine.Party.Seat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Whatever bytes a member sends, in whatever dialect, cut anywhere: readers of every dialect are
 * shown that member's words under its own name, and its coming and going once; no line is torn, and
 * nothing reaches a terminal that could drive it.
 */
final class ForgeryFuzzTest {

  /** What a byte may become: an empty line is shown with its sender, an address perhaps. */
  private static final int MOST_FOR_A_BYTE = 64;

  private static final int MOST_BESIDES = 1024;

  /** A room is left after so many: each visitor has a port of its own, and all is remembered. */
  private static final int VISITS = 1_000;

  /** One room for each author's dialect, used for all inputs: a room is costly to furnish. */
  private static final List<House> HOUSES = Dialects.ALL.stream().map(House::new).toList();

  @FuzzTest
  void nobodySpeaksAsAnother(byte[] sent) {
    HOUSES.forEach(house -> house.visit(sent));
  }

  /** A room with a reader of every dialect, to which mallory comes. */
  private static final class House {

    private final Dialect author;
    private final List<Reader> readers = new ArrayList<>();
    private Party party = new Party();
    private int visits;

    House(Dialect author) {
      this.author = author;
    }

    private void furnish() {
      party = new Party();
      readers.clear();
      for (Dialect dialect : Dialects.ALL) {
        readers.add(new Reader(party.member(dialect, "reader-" + dialect.name())));
      }
      readers.forEach(Reader::hears);
    }

    void visit(byte[] sent) {
      if (visits++ % VISITS == 0) {
        furnish();
      }
      Seat mallory = party.member(author, "mallory");
      String name = (mallory.session().self().isNamed() ? "" : "@") + mallory.session().self();
      send(mallory, sent);
      mallory.session().end(CloseReason.PEER_CLOSED);
      List<byte[]> answers = mallory.writes();
      long answered = answers.stream().mapToLong(write -> write.length).sum();
      assertTrue(answered <= bound(sent), () -> author.name() + " answers " + answered);
      for (Reader reader : readers) {
        reader.hearsOnly(name, bound(sent));
      }
    }

    private static long bound(byte[] sent) {
      return (long) MOST_FOR_A_BYTE * sent.length + MOST_BESIDES;
    }

    /** In random cuts, as long as the peer is read from. */
    private static void send(Seat mallory, byte[] sent) {
      Random random = Reads.random(sent, 4);
      for (byte[] read : random.nextBoolean() ? Reads.whole(sent) : Reads.random(sent)) {
        while (!mallory.session().ready() && !mallory.writes().isEmpty()) {
          // Replies are taken, so that more is read.
        }
        mallory.sends(read);
      }
    }
  }

  /** Checks the bytes, and what Parlance's own client makes of them. */
  private static final class Reader {

    private final Seat seat;
    private final Ear ear;

    Reader(Seat seat) {
      this.seat = seat;
      this.ear = new Ear(seat, "reader-" + seat.dialect().name(), 1 << 20);
    }

    void hears() {
      List<String> unused = ear.told();
    }

    void hearsOnly(String mallory, long most) {
      List<byte[]> writes = seat.writes();
      long size = writes.stream().mapToLong(write -> write.length).sum();
      assertTrue(size <= most, () -> seat.dialect().name() + " is shown " + size);
      writes.forEach(this::checkBytes);
      List<String> told = ear.told(writes);
      String said = "said " + mallory + ": ";
      int moves = 0;
      for (String event : told) {
        boolean moved =
            event.startsWith("joined " + mallory) || event.startsWith("left " + mallory);
        moves += moved ? 1 : 0;
        assertTrue(
            moved || event.startsWith(said), () -> seat.dialect().name() + " tells " + event);
      }
      assertEquals(2, moves, () -> "comes and goes: " + told);
    }

    private void checkBytes(byte[] write) {
      assertTrue(Reads.isUtf8(write), "a character is torn");
      String text = new String(write, StandardCharsets.UTF_8);
      boolean lines = seat.dialect().framing() == Framing.LINES;
      boolean returns = seat.dialect().name().equals("address");
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean wanted =
            c == '\t'
                || (lines && c == '\n')
                || (returns && c == '\r' && text.startsWith("<", i + 1));
        assertFalse(Character.isISOControl(c) && !wanted, () -> "control character in " + text);
      }
    }
  }
}
