package dev.parlance.chat.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether two keys are one pair: what the one signs, the other must verify. */
final class KeyMatch {

  private static final byte[] SOMETHING = {'p', 'a', 'r', 'l', 'a', 'n', 'c', 'e'};

  private KeyMatch() {}

  static boolean matches(PrivateKey own, PublicKey known) {
    String algorithm =
        switch (own.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> own.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(own);
      signature.update(SOMETHING);
      byte[] signed = signature.sign();
      signature.initVerify(known);
      signature.update(SOMETHING);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // they are not even of one kind
    }
  }
}
