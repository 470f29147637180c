package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;

/** How a memory transport carries what it carries. */
interface Medium {

  Transport.Carrier carrier();

  Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException;

  /** Called on the loop. */
  Link connect(InetSocketAddress address, Acceptor acceptor) throws IOException;
}
