package dev.parlance.chat.tls;

import java.security.cert.CertPathBuilderException;
import org.jspecify.annotations.Nullable;

/** What the JDK says when nobody who is trusted vouches for a certificate, in plain words. */
final class Distrust {

  private Distrust() {}

  /** {@return words to put in front of a failure's message, or nothing if it is about others} */
  static String hint(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return "nobody who is trusted vouches for the certificate: ";
      }
    }
    return "";
  }
}
