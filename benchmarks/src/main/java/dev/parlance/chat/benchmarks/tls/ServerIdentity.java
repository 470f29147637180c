package dev.parlance.chat.benchmarks.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** By which certificate a server speaks TLS. */
public final class ServerIdentity {

  /** No secret: the certificate is made for one machine, and nobody trusts it. */
  public static final String PASSWORD = "benchmark";

  private ServerIdentity() {}

  /** {@return the keys in a store} */
  public static KeyManagerFactory keys(Path store) throws IOException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD.toCharArray());
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** {@return a context of the JDK by the keys in a store} */
  public static SSLContext context(Path store) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(store).getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
