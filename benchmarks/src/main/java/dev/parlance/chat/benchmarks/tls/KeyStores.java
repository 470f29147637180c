package dev.parlance.chat.benchmarks.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The certificate by which all servers speak TLS, made by the JDK's keytool. */
public final class KeyStores {

  private KeyStores() {}

  /**
   * {@return a key store, in {@code folder}, with a key on the curve that most certificates use}
   */
  public static Path make(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path store = folder.resolve("benchmark.p12");
    if (Files.exists(store)) {
      return store;
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "benchmark",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost",
            "-validity",
            "3650",
            "-storetype",
            "PKCS12",
            "-storepass",
            ServerIdentity.PASSWORD,
            "-keystore",
            store.toString());
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed: " + folder.resolve("keytool.log"));
    }
    return store;
  }
}
