package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Who somebody is, by a key that one cannot always have at once. */
final class SlowIdentity extends X509ExtendedKeyManager {

  private static final String ALIAS = "slow";

  private final Authority.Identity identity;
  private final CountDownLatch hesitating = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private volatile boolean slow;
  private volatile boolean failing;

  SlowIdentity(Authority.Identity identity) {
    this.identity = identity;
  }

  SSLContext context() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {this}, null, null);
    return context;
  }

  /** Whoever asks from now on has to wait. */
  void hesitate() {
    slow = true;
  }

  /** Whoever asks from now on meets a failure that no engine expects. */
  void fail() {
    failing = true;
  }

  void awaitHesitating() throws InterruptedException {
    assertTrue(hesitating.await(20, TimeUnit.SECONDS), "nobody asks");
  }

  void goOn() {
    goesOn.countDown();
  }

  @Override
  public String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    if (failing) {
      throw new AssertionError("this key manager fails on purpose");
    }
    if (slow) {
      hesitating.countDown();
      try {
        assertTrue(goesOn.await(20, TimeUnit.SECONDS), "nobody lets go");
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return ALIAS;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    try {
      return PemReader.certificates(identity.chain()).toArray(X509Certificate[]::new);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identity.pair().getPrivate();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return ALIAS;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
