package dev.parlance.chat.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of this machine that are needed. */
final class Installation {

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");

  private final Map<Integer, Path> jdks = new TreeMap<>();

  /** Looks where JDKs usually are; the one that runs this, and JAVA_HOME, come first. */
  Installation() {
    found(Path.of(System.getProperty("java.home")));
    String home = System.getenv("JAVA_HOME");
    if (home != null) {
      found(Path.of(home));
    }
    for (Path home2 : children(Path.of("/usr/lib/jvm"))) {
      found(home2);
    }
    for (Path bundle : children(Path.of("/Library/Java/JavaVirtualMachines"))) {
      found(bundle.resolve("Contents/Home"));
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private void found(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      if (version.find() && Files.isExecutable(home.resolve("bin/java"))) {
        jdks.putIfAbsent(Integer.parseInt(version.group(1)), home);
      }
    } catch (IOException notOne) {
      // There may be other folders beside JDKs.
    }
  }

  Map<Integer, Path> jdks() {
    return jdks;
  }

  /** {@return whether a command is on the PATH} */
  static boolean has(String command) {
    List<String> folders = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      folders.addAll(List.of(path.split(":")));
    }
    return folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
