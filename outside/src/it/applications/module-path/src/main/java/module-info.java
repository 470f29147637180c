module com.example.lobby {
  requires dev.parlance.chat.transport.nio;
  requires dev.parlance.chat.transport.socket;
}
