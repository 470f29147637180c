package dev.parlance.chat.examples.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Six members of six dialects on three transports are in one room, and see one order. */
final class OneRoomTest {

  /** One member: how it talks, and how it is shown what somebody says. */
  private record Member(
      String name, SocketCaller caller, String sent, BiFunction<Member, String, String> shown) {

    String text() {
      return "this is " + caller.port();
    }

    boolean isNamed() {
      return !name.isEmpty();
    }

    String known() {
      return isNamed() ? name : caller.address();
    }

    void speaks() {
      caller.says(String.format(sent, text()));
    }
  }

  @Test
  void allSixSeeEachOthersLinesInTheirOwnFormAndInOneOrder() {
    Transport nio = NioTransport.tcp();
    Transport socket = SocketTransport.tcp();
    try (ChatServer server =
        ChatServer.builder()
            .listen(nio, 0, new LineDialect())
            .listen(nio, 0, new TildeDialect())
            .listen(nio, 0, new CountedDialect())
            .listen(SocketTransport.udp(), 0, new DatagramDialect())
            .listen(socket, 0, new AddressDialect())
            .listen(socket, 0, new NickDialect())
            .start()) {
      List<Member> members = join(server);
      try {
        members.forEach(Member::speaks);
        List<Map<String, Integer>> orders = new ArrayList<>();
        for (Member member : members) {
          orders.add(order(member, members));
        }
        assertOneOrder(orders);
      } finally {
        members.forEach(member -> member.caller().close());
      }
    }
  }

  private static List<Member> join(ChatServer server) {
    List<Integer> ports = server.addresses().stream().map(address -> address.getPort()).toList();
    List<Member> members = new ArrayList<>();
    members.add(
        new Member(
            "lena",
            SocketCaller.tcp(ports.get(0), 8192),
            "%s\n",
            (who, text) -> who.known() + ": " + text + "\n"));
    members.add(
        new Member(
            "tim",
            SocketCaller.tcp(ports.get(1), 2048),
            "%s",
            (who, text) -> who.known() + " ~ " + text));
    members.add(
        new Member(
            "",
            SocketCaller.tcp(ports.get(2), 1024),
            "%s\n",
            (who, text) -> "[" + who.known() + "] " + text + "\n"));
    members.add(
        new Member(
            "dora",
            SocketCaller.udp(ports.get(3), 2048),
            "%s",
            (who, text) -> who.known() + " ~ " + text));
    members.add(
        new Member(
            "",
            SocketCaller.tcp(ports.get(4), 4096),
            "%s\n",
            (who, text) -> "\r<" + pythons(who) + "> " + text + "\n"));
    members.add(
        new Member(
            "nora",
            SocketCaller.tcp(ports.get(5), 1024),
            "nora: %s",
            (who, text) -> who.known() + ": " + text));
    greet(members);
    return members;
  }

  private static String pythons(Member who) {
    return who.isNamed() ? who.name() : "('127.0.0.1', " + who.caller().port() + ")";
  }

  /** Each joins after the one before has, and the line member sees them all come. */
  private static void greet(List<Member> members) {
    SocketCaller lena = members.get(0).caller();
    lena.hears("* name?\n");
    // Those without a name join when they connect, before anybody has said a name.
    members.get(2).caller().hears("> Conncted to the chat server(");
    members.get(5).caller().hears("NICK");
    lena.says("lena\n");
    lena.hearsAll(List.of("* welcome lena "));
    for (Member member : members) {
      if (member.isNamed() && !member.name().equals("lena")) {
        member.caller().says(member.name());
        lena.hearsAll(List.of("+ " + member.name() + " "));
      }
    }
    lena.says("/who\n");
    lena.hearsAll(List.of("* 6 online:", "nora\n"));
  }

  /** Where each of the others' lines stands in what a member received, in its own form. */
  private static Map<String, Integer> order(Member reader, List<Member> members) {
    List<String> expected = new ArrayList<>();
    Map<String, String> shown = new LinkedHashMap<>();
    for (Member author : members) {
      if (author.caller() != reader.caller()) {
        String form = reader.shown().apply(author, author.text());
        expected.add(form);
        shown.put(author.text(), form);
      }
    }
    String all = reader.caller().hearsAll(expected);
    Map<String, Integer> places = new LinkedHashMap<>();
    shown.forEach((text, form) -> places.put(text, all.indexOf(form)));
    assertEquals(5, places.size());
    return places;
  }

  /** Any two lines that two members saw, they saw in the same order. */
  private static void assertOneOrder(List<Map<String, Integer>> orders) {
    for (Map<String, Integer> one : orders) {
      for (Map<String, Integer> other : orders) {
        List<String> common = one.keySet().stream().filter(other::containsKey).toList();
        assertFalse(common.isEmpty());
        assertTrue(common.size() >= 4);
        assertEquals(sorted(common, one), sorted(common, other));
      }
    }
  }

  private static List<String> sorted(List<String> texts, Map<String, Integer> places) {
    return texts.stream().sorted(Comparator.comparing(places::get)).toList();
  }
}
