package dev.parlance.chat.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody who vouches for others, and a directory for their files. */
final class Authority {

  private static final Duration VALIDITY = Duration.ofDays(7);

  private final Path directory;
  private final X500Name name;
  private final KeyPair pair = pair();
  private final X509Certificate certificate;
  private final Path file;
  private int issued;

  Authority(Path directory, String name) {
    this.directory = directory;
    this.name = new X500Name("CN=" + name);
    this.certificate = certificate(this.name, pair, true);
    this.file = write(name + ".pem", certificate);
  }

  /** Who somebody is: a chain and a key. */
  record Identity(Path chain, Path key, KeyPair pair) {}

  /** Its own certificate. */
  Path file() {
    return file;
  }

  /** {@return an identity by this subject, for these hosts or addresses} */
  Identity issue(String subject, String... hosts) {
    KeyPair own = pair();
    String stem = name.toString().substring(3) + "-" + ++issued;
    X509Certificate issuedOne = certificate(new X500Name(subject), own, false, hosts);
    Path chain = write(stem + "-chain.pem", issuedOne, certificate);
    return new Identity(
        chain, write(stem + "-key.pem", new JcaPKCS8GeneratorOf(own).generator()), own);
  }

  /** What is common: a server that is localhost, in a context that trusts this authority. */
  SSLContext localhost() {
    return context(issue("CN=localhost", "localhost", "127.0.0.1", "::1"));
  }

  /** {@return a context of somebody who trusts this authority} */
  SSLContext context(Identity identity) {
    try {
      return PemFiles.none()
          .withIdentity(identity.chain(), identity.key())
          .withTrusted(file)
          .context();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** {@return a context of nobody who trusts this authority} */
  SSLContext trusting() {
    try {
      return PemFiles.none().withTrusted(file).context();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes objects as OpenSSL does: a key pair in the format from before PKCS #8. */
  Path write(String fileName, Object... objects) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
      writer.flush();
      return Files.writeString(directory.resolve(fileName), text.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private record JcaPKCS8GeneratorOf(KeyPair pair) {
    JcaPKCS8Generator generator() {
      try {
        return new JcaPKCS8Generator(pair.getPrivate(), null);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private X509Certificate certificate(
      X500Name subject, KeyPair own, boolean authority, String... hosts) {
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(System.nanoTime()),
              Date.from(now.minus(VALIDITY)),
              Date.from(now.plus(VALIDITY)),
              subject,
              own.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (hosts.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private static GeneralNames names(String... hosts) {
    GeneralName[] names = new GeneralName[hosts.length];
    for (int i = 0; i < hosts.length; i++) {
      boolean address = hosts[i].matches("[0-9.]+|.*:.*");
      names[i] = new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, hosts[i]);
    }
    return new GeneralNames(names);
  }
}
