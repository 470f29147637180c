package dev.parlance.chat.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Keys in the formats from before PKCS #8. The one class that needs Bouncy Castle. */
final class OlderKeys {

  private OlderKeys() {}

  /**
   * {@return the key that {@code pem} holds}
   *
   * @throws NoClassDefFoundError if Bouncy Castle is not there
   */
  static PrivateKey read(String pem) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (parser.readObject() instanceof PEMKeyPair pair) {
        return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
      }
      throw new IOException("not a key");
    }
  }
}
