package dev.parlance.chat.tls;

/** Whether a server asks those who connect for a certificate. */
public enum ClientCertificates {
  /** It does not. */
  IGNORED,
  /** It does, and goes on without one if the client has none; a wrong one ends the connection. */
  WANTED,
  /** It does, and ends the connection if the client has none. */
  REQUIRED
}
