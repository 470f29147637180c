package dev.parlance.chat.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands that start servers and the generator. */
final class Launch {

  /** For servers and generator alike. */
  private static final String HEAP = "-Xmx1g";

  /** What makes any of the servers tell who joins and leaves. */
  private static final String NOTICES = "--notices";

  /** So that all of them encrypt in the same way; Netty's would by itself. */
  private static final String CIPHER = "-Djdk.tls.server.cipherSuites=TLS_AES_128_GCM_SHA256";

  private static final String GENERATOR = "dev.parlance.chat.benchmarks.load.Generator";

  private final Path home;
  private final Map<Integer, Path> jdks;
  private final Pinning pinning;
  private final Path keys;

  /**
   * Commands for a machine.
   *
   * @param keys the key store of servers that speak TLS
   */
  Launch(Path home, Map<Integer, Path> jdks, Pinning pinning, Path keys) {
    this.home = home;
    this.jdks = jdks;
    this.pinning = pinning;
    this.keys = keys;
  }

  Path logs() {
    return home.resolve("target/logs");
  }

  Pinning pinning() {
    return pinning;
  }

  /** {@return whether everything that the contender runs on is there} */
  boolean canRun(Contender contender) {
    return contender.jdk() == 0 ? Installation.has("python3") : jdks.containsKey(contender.jdk());
  }

  List<String> server(Contender contender, boolean announcing, List<String> jvmOptions) {
    List<String> command = new ArrayList<>();
    if (contender.jdk() == 0) {
      Path script = home.resolve("src/main/python").resolve(contender.program());
      command.addAll(List.of("python3", script.toString()));
    } else {
      List<String> options = new ArrayList<>(jvmOptions);
      if (contender.tls()) {
        options.add(CIPHER);
      }
      command.addAll(java(contender.jdk(), contender.program(), options));
    }
    command.addAll(contender.arguments());
    if (contender.tls()) {
      command.addAll(List.of("--tls", keys.toString()));
    }
    if (announcing) {
      command.add(NOTICES);
    }
    return pinning.pinned(true, command);
  }

  List<String> generator() {
    return pinning.pinned(false, java(Runtime.version().feature(), GENERATOR, List.of("-Xms256m")));
  }

  /** {@return what asks a JVM of this version questions, or of a later one} */
  Path jcmd(Contender contender) {
    int version = Math.max(contender.jdk(), Runtime.version().feature());
    return jdk(version).resolve("bin/jcmd");
  }

  private List<String> java(int version, String main, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(jdk(version).resolve("bin/java").toString());
    command.add(HEAP);
    command.addAll(options);
    if (version >= 24) {
      // What Netty's native part needs not to be warned of.
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return command;
  }

  private Path jdk(int version) {
    Path found = jdks.get(version);
    if (found == null) {
      throw new IllegalStateException("no JDK " + version);
    }
    return found;
  }
}
