package dev.parlance.chat.tls;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads PEM files (RFC 7468). What goes wrong is told with the file's name, and never with its
 * text.
 */
final class PemReader {

  /** No chain or bundle of authorities comes near it. */
  private static final int LARGEST_FILE = 4 << 20;

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

  /** Which of them a key in PKCS #8 is for stands in the key; each refuses those of the others. */
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private PemReader() {}

  /** {@return the certificates in the file, one at least} */
  static List<X509Certificate> certificates(Path file) throws IOException {
    try (InputStream in = new ByteArrayInputStream(read(file))) {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new IOException(file + " holds no certificate");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IOException(file + " does not hold certificates in PEM: " + e.getMessage(), e);
    }
  }

  /** {@return the first private key in the file} */
  static PrivateKey privateKey(Path file) throws IOException {
    String text = new String(read(file), StandardCharsets.ISO_8859_1);
    Matcher found = KEY.matcher(text);
    if (!found.find()) {
      throw new IOException(file + " holds no private key in PEM");
    }
    String format = found.group(1);
    return switch (format) {
      case "PRIVATE KEY" -> pkcs8(file, found.group(2));
      case "ENCRYPTED PRIVATE KEY" -> throw withPassPhrase(file);
      default -> older(file, format, found);
    };
  }

  private static PrivateKey pkcs8(Path file, String base64) throws IOException {
    byte[] encoded;
    try {
      encoded = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException e) {
        // One of the others, then.
      }
    }
    throw new IOException(
        file + " holds a private key that is damaged, or for none of " + ALGORITHMS);
  }

  private static PrivateKey older(Path file, String format, Matcher found) throws IOException {
    if (found.group(2).contains("ENCRYPTED")) {
      throw withPassPhrase(file);
    }
    try {
      return OlderKeys.read(found.group());
    } catch (LinkageError absent) {
      throw new IOException(
          file
              + " holds a key in the old format "
              + format
              + ": add org.bouncycastle:bcpkix-jdk18on to the class path, or convert it by"
              + " 'openssl pkcs8 -topk8 -nocrypt'",
          absent);
    } catch (IOException e) {
      throw new IOException(file + " holds a damaged key: " + e.getMessage(), e);
    }
  }

  private static IOException withPassPhrase(Path file) {
    return new IOException(
        file + " holds a key with a pass phrase: remove it by 'openssl pkcs8 -topk8 -nocrypt'");
  }

  /** {@return what changes when the file does} */
  static String version(Path file) throws IOException {
    return attempt(file, () -> Files.getLastModifiedTime(file) + " " + Files.size(file));
  }

  private static byte[] read(Path file) throws IOException {
    return attempt(
        file,
        () -> {
          if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is too large to hold certificates or a key");
          }
          return Files.readAllBytes(file);
        });
  }

  private interface Attempt<T> {
    T make() throws IOException;
  }

  /** The exceptions of the system only name the file, and not what is wrong with it. */
  private static <T> T attempt(Path file, Attempt<T> attempt) throws IOException {
    try {
      return attempt.make();
    } catch (NoSuchFileException e) {
      throw (IOException) new FileNotFoundException("there is no file " + file).initCause(e);
    } catch (AccessDeniedException e) {
      throw new IOException("not allowed to read " + file, e);
    }
  }
}
