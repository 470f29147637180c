/** Parlance with names in any script, and no two that look alike. */
module dev.parlance.chat.names {
  requires static transitive org.jspecify;
  requires transitive dev.parlance.chat;
  requires com.ibm.icu;
  requires rocks.xmpp.precis;

  exports dev.parlance.chat.names;
}
