package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PemFilesTest {

  private Authority authority;
  private Authority.Identity identity;
  private Path directory;

  @BeforeEach
  void issue(@TempDir Path given) {
    directory = given;
    authority = new Authority(given, "ca");
    identity = authority.issue("CN=localhost", "localhost");
  }

  private static void assertRefused(PemFiles files, String... parts) {
    String message = String.valueOf(assertThrows(IOException.class, files::context).getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), "not \"" + part + "\": " + message);
    }
  }

  private PemFiles withKey(Path key) {
    return PemFiles.none().withIdentity(identity.chain(), key);
  }

  @Test
  void anIdentityAndATrustMakeAContext() throws Exception {
    assertEquals(
        "TLS", withKey(identity.key()).withTrusted(authority.file()).context().getProtocol());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void keysInPkcs8AreRead(String algorithm) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    Path file = authority.write("pkcs8.pem", new JcaPKCS8Generator(pair.getPrivate(), null));
    assertTrue(KeyMatch.matches(PemReader.privateKey(file), pair.getPublic()));
  }

  @Test
  void rsaKeysInTheirOldFormatAreRead() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertIsRead("RSA", pair, pair.getPrivate());
  }

  /** Unlike the JDK, {@code openssl} names the curve inside of the key. */
  @Test
  void ecKeysInTheirOldFormatAreRead() throws Exception {
    KeyPair pair = identity.pair();
    ECPrivateKey key =
        new ECPrivateKey(
            256,
            ((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS(),
            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()).getPublicKeyData(),
            X9ObjectIdentifiers.prime256v1);
    assertIsRead("EC", pair, new PemObject("EC PRIVATE KEY", key.getEncoded()));
  }

  private void assertIsRead(String algorithm, KeyPair pair, Object key) throws IOException {
    Path file = authority.write("old.pem", key);
    assertTrue(Files.readString(file).startsWith("-----BEGIN " + algorithm + " PRIVATE KEY"));
    assertTrue(KeyMatch.matches(PemReader.privateKey(file), pair.getPublic()));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path nowhere = directory.resolve("nowhere.pem");
    assertRefused(withKey(nowhere), "there is no file " + nowhere);
    assertRefused(
        PemFiles.none().withIdentity(nowhere, identity.key()), "there is no file " + nowhere);
    assertRefused(PemFiles.none().withTrusted(nowhere), "there is no file " + nowhere);
  }

  @Test
  void theKeyOfSomebodyElseIsRefused() {
    Path other = authority.issue("CN=other", "other.test").key();
    assertRefused(
        withKey(other), other + " is not the key of the certificate in " + identity.chain());
  }

  @Test
  void aKeyOfAnotherKindIsRefused() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    Path other = authority.write("rsa.pem", pair.getPrivate());
    assertRefused(withKey(other), "is not the key");
  }

  @Test
  void filesThatAreMixedUpAreToldApart() {
    assertRefused(withKey(identity.chain()), identity.chain() + " holds no private key");
    assertRefused(
        PemFiles.none().withIdentity(identity.key(), identity.key()),
        identity.key().toString(),
        "certificate");
  }

  @Test
  void aKeyWithAPassPhraseIsRefusedWithAdvice() throws Exception {
    Path locked =
        authority.write(
            "locked.pem",
            new JcaPKCS8Generator(
                identity.pair().getPrivate(),
                new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_128_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .setPassword("secret".toCharArray())
                    .build()));
    assertRefused(withKey(locked), "pass phrase", "openssl pkcs8");
  }

  @Test
  void aDamagedKeyIsRefusedAndNotShown() throws Exception {
    Path damaged = directory.resolve("damaged.pem");
    Files.writeString(
        damaged, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
    assertRefused(withKey(damaged), damaged.toString(), "damaged");
    String message =
        String.valueOf(assertThrows(IOException.class, withKey(damaged)::context).getMessage());
    assertTrue(!message.contains("c2VjcmV0") && !message.contains("secret"), message);
  }

  @Test
  void anEmptyFileIsRefused() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    assertRefused(PemFiles.none().withTrusted(empty), empty.toString(), "certificate");
  }
}
