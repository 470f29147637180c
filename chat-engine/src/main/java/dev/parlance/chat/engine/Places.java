package dev.parlance.chat.engine;

import java.io.IOException;
import java.net.InetSocketAddress;

/** How places in the network, and what goes wrong there, are shown to people. */
final class Places {

  private Places() {}

  /** Host, as the address tells it, and port; IPv6 stands in brackets. */
  static String text(InetSocketAddress address) {
    String host = address.getHostString();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /** What a failure says of itself, or what it is if it says nothing. */
  static String why(IOException failure) {
    String told = failure.getMessage();
    return told != null ? told : failure.toString();
  }
}
