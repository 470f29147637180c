package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that vouches for itself, made by the JDK's keytool. */
record TestCertificate(Path chain, Path key) {

  private static final String PASSWORD = "only-for-a-test";

  /** {@return a certificate for {@code names}, as {@code dns:localhost,ip:127.0.0.1}} */
  static TestCertificate make(Path directory, String names) throws Exception {
    Path store = directory.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Parlance",
                "-ext",
                "san=" + names,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(directory.toFile(), "keytool.log"))
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new TestCertificate(
        pem(directory, "CERTIFICATE", keys.getCertificate("own").getEncoded()),
        pem(directory, "PRIVATE KEY", keys.getKey("own", PASSWORD.toCharArray()).getEncoded()));
  }

  private static Path pem(Path directory, String what, byte[] bytes) throws Exception {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    String text =
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(what, lines.encodeToString(bytes));
    return Files.writeString(directory.resolve(what.replace(' ', '-') + ".pem"), text);
  }
}
