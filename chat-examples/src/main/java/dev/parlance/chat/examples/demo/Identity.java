package dev.parlance.chat.examples.demo;

import java.util.List;

/**
 * As whom others know a member.
 *
 * @param name its name; empty where its dialect has none
 * @param host its address, in digits
 * @param port its port
 */
record Identity(String name, String host, int port) {

  /** {@return the name, or the address of who has none} */
  String known() {
    return name.isEmpty() ? host + ":" + port : name;
  }

  /** {@return all the ways in which the dialects write it, the longest first} */
  List<String> written() {
    return name.isEmpty() ? List.of(quoted(), plain(), known()) : List.of(name);
  }

  /** Puts it into a phrase, as the phrase asks for it. */
  String in(String phrase) {
    return phrase
        .replace("{name}", known())
        .replace("{quoted}", quoted())
        .replace("{plain}", plain());
  }

  private String quoted() {
    return name.isEmpty() ? "('" + host + "', " + port + ")" : name;
  }

  private String plain() {
    return name.isEmpty() ? host + ", " + port : name;
  }
}
