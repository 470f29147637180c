package dev.parlance.chat.examples.users;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A text file with a line for each user: the name, a colon, and the hash of the secret. Lines that
 * are empty or begin with {@code #} say nothing.
 */
public final class UserFile {

  /** One line. */
  record Entry(String name, String hash) {}

  private final Path path;

  /** A file, which need not exist before a user is added. */
  public UserFile(Path path) {
    this.path = path;
  }

  /** {@return where it is} */
  public Path path() {
    return path;
  }

  /** {@return what two names have in common that differ in case alone} */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Reads all users, by the {@link #key} of their names. */
  Map<String, Entry> read() throws IOException {
    Map<String, Entry> users = new HashMap<>();
    int number = 0;
    for (String line : Files.readAllLines(path)) {
      number++;
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith("#")) {
        String name = line.substring(0, colon);
        users.put(key(name), new Entry(name, line.substring(colon + 1)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IOException(path + ", line " + number + ": not of the form NAME:HASH");
      }
    }
    return users;
  }

  /**
   * Adds a user, or gives the one that is there another secret. The file is replaced as a whole, so
   * that a server that reads it meanwhile finds the old one or the new one.
   *
   * @throws IOException if the file cannot be read or written
   */
  public void add(String name, char[] secret) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(path)) {
      lines.addAll(Files.readAllLines(path));
    }
    lines.removeIf(line -> isOf(key(name), line));
    lines.add(name + ":" + SecretHash.of(secret));
    Path directory = path.toAbsolutePath().getParent();
    Path fresh = Files.createTempFile(directory, ".users", ""); // readable by its owner alone
    try {
      Files.write(fresh, lines);
      Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static boolean isOf(String key, String line) {
    int colon = line.indexOf(':');
    return colon > 0 && !line.startsWith("#") && key(line.substring(0, colon)).equals(key);
  }
}
