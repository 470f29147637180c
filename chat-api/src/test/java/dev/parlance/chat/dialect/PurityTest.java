package dev.parlance.chat.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.channels.GatheringByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A dialect is a pure object: the classes that it uses leave it no way to be anything else. */
final class PurityTest {

  /** What bytes and texts are made of. Whatever is not here, a dialect does not need. */
  private static final Pattern PURE =
      Pattern.compile(
          "java\\.lang\\.(?!Thread|Runnable|Process|Runtime|System|InheritableThread|ClassLoader)"
              + "[A-Za-z]+(\\.[A-Za-z$]+)*"
              + "|java\\.nio\\.ByteBuffer|java\\.nio\\.(Char)?Buffer"
              + "|java\\.nio\\.charset\\.[A-Za-z]+"
              + "|java\\.util\\.(Arrays|Iterator|List|Objects|regex\\.[A-Za-z]+)"
              + "|dev\\.parlance\\.chat\\.User|dev\\.parlance\\.chat\\.dialect\\.[A-Za-z$]+"
              + "|org\\.jspecify\\.annotations\\.[A-Za-z]+");

  private static final Pattern USED = Pattern.compile("(?m)^ +\\S+ +-> (\\S+)");

  @Test
  void dialectsUseNoSocketThreadLockOrClock() throws URISyntaxException {
    Set<String> used = classesUsedIn(Dialect.class, "");
    assertTrue(used.contains("java.nio.ByteBuffer"), "jdeps told nothing: " + used);
    assertEquals(Set.of(), impure(used));
  }

  @Test
  void theRuleRefusesAllOfThese() throws URISyntaxException {
    Set<String> impure = impure(classesUsedIn(Impure.class, "PurityTest$Impure.class"));
    assertTrue(
        impure.containsAll(
            Set.of(
                "java.lang.Thread",
                "java.net.InetSocketAddress",
                "java.nio.channels.GatheringByteChannel",
                "java.time.Duration",
                "java.util.concurrent.locks.ReentrantLock",
                "java.lang.System")),
        () -> "let pass: only refused " + impure);
  }

  /** What a dialect must not be. */
  @SuppressWarnings("unused")
  private static final class Impure {

    private final ReentrantLock lock = new ReentrantLock();
    private final Thread thread = Thread.currentThread();
    private @Nullable InetSocketAddress address;
    private @Nullable GatheringByteChannel channel;

    private Duration age() {
      return Duration.ofNanos(System.nanoTime());
    }
  }

  private static Set<String> impure(Set<String> used) {
    Set<String> impure = new TreeSet<>(used);
    impure.removeIf(name -> PURE.matcher(name).matches());
    return impure;
  }

  /** The classes that those in a type's package use, or only one of them. */
  private static Set<String> classesUsedIn(Class<?> type, String file) throws URISyntaxException {
    Path classes =
        Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve(type.getPackageName().replace('.', '/'))
            .resolve(file);
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told);
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(out, out, "-verbose:class", "-filter:none", classes.toString());
    assertEquals(0, code, told::toString);
    Set<String> used = new TreeSet<>();
    Matcher line = USED.matcher(told.toString());
    while (line.find()) {
      used.add(line.group(1));
    }
    return used;
  }
}
