package dev.parlance.chat.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys in PEM files, as certificate authorities and {@code openssl} write them:
 * who this side is, and whom it trusts. A server needs an identity; a client needs nothing, unless
 * it does not trust whom the JDK trusts, or is asked who it is.
 *
 * <pre>{@code
 * SSLContext server = PemFiles.none()
 *     .withIdentity(Path.of("fullchain.pem"), Path.of("privkey.pem")).context();
 * SSLContext client = PemFiles.none().withTrusted(Path.of("ca.pem")).context();
 * }</pre>
 *
 * <p>The files are read by {@link #context}, each time. Immutable.
 *
 * <p>Certificates, and keys in PKCS #8 ({@code BEGIN PRIVATE KEY}), are read by what the JDK has,
 * so that nobody needs a library for them; the older formats of {@code openssl} ({@code BEGIN RSA
 * PRIVATE KEY}, {@code BEGIN EC PRIVATE KEY}) if {@code org.bouncycastle:bcpkix-jdk18on} is there
 * at run time. Keys with a pass phrase are not read.
 */
public final class PemFiles {

  /**
   * How many sessions a server remembers for those who come back with an old version of TLS 1.2;
   * newer ones bring what is needed with them. The JDK's default would be 20 times that, each with
   * the certificates of a client, if it had any.
   */
  private static final int MOST_RESUMED = 1000;

  private final @Nullable Path chain;
  private final @Nullable Path key;
  private final @Nullable Path trusted;

  private PemFiles(@Nullable Path chain, @Nullable Path key, @Nullable Path trusted) {
    this.chain = chain;
    this.key = key;
    this.trusted = trusted;
  }

  /** {@return no identity, and the trust of the JDK} */
  public static PemFiles none() {
    return new PemFiles(null, null, null);
  }

  /**
   * Sets who this side is.
   *
   * @param certificates the file with its certificate first, and then those that vouch for it, but
   *     for the root, which others have
   * @param privateKey the file with the key of the first certificate
   * @return a changed copy
   */
  public PemFiles withIdentity(Path certificates, Path privateKey) {
    return new PemFiles(certificates, privateKey, trusted);
  }

  /**
   * Sets whom this side trusts, and nobody else.
   *
   * @param authorities the file with the certificates of those who may vouch for others
   * @return a changed copy
   */
  public PemFiles withTrusted(Path authorities) {
    return new PemFiles(chain, key, authorities);
  }

  /**
   * {@return what a {@link TlsTransport} needs, by what is in the files at this moment}
   *
   * @throws IOException when a file cannot be read, does not hold what it should, or the key does
   *     not belong to the certificate; its message says which file, and what is wrong
   */
  public SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity(), trust(), null);
      context.getServerSessionContext().setSessionCacheSize(MOST_RESUMED);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot set up TLS: " + e.getMessage(), e);
    }
  }

  /** {@return what tells the files as they are now from what they were} */
  List<String> versions() throws IOException {
    List<String> versions = new ArrayList<>();
    for (Path file : Arrays.asList(chain, key, trusted)) {
      if (file != null) {
        versions.add(PemReader.version(file));
      }
    }
    return versions;
  }

  private KeyManager @Nullable [] identity() throws IOException, GeneralSecurityException {
    if (chain == null || key == null) {
      return null;
    }
    List<X509Certificate> certificates = PemReader.certificates(chain);
    PrivateKey own = PemReader.privateKey(key);
    if (!KeyMatch.matches(own, certificates.get(0).getPublicKey())) {
      throw new IOException(
          key + " is not the key of the certificate in " + chain + ", of which the first counts");
    }
    char[] inMemoryOnly = {};
    KeyStore store = empty();
    store.setKeyEntry("own", own, inMemoryOnly, certificates.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, inMemoryOnly);
    return factory.getKeyManagers();
  }

  private TrustManager @Nullable [] trust() throws IOException, GeneralSecurityException {
    if (trusted == null) {
      return null;
    }
    KeyStore store = empty();
    for (X509Certificate authority : PemReader.certificates(trusted)) {
      store.setCertificateEntry("trusted-" + store.size(), authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
