/** Parlance: TLS over any transport that carries streams. */
module dev.parlance.chat.tls {
  requires transitive dev.parlance.chat;
  requires static transitive org.jspecify;
  requires static org.bouncycastle.pkix;
  requires static org.bouncycastle.provider;
  requires org.slf4j;

  exports dev.parlance.chat.tls;
}
