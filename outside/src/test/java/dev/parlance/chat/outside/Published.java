package dev.parlance.chat.outside;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A module of the build that is published as a jar.
 *
 * @param name the artifact's, and the directory's
 */
record Published(String name) {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** All of them: the modules of the build less those that are not deployed. */
  static List<Published> modules() {
    return texts(ROOT.resolve("pom.xml"), "module").stream()
        .map(Published::new)
        .filter(module -> module.texts("packaging").isEmpty())
        .filter(module -> !module.texts("maven.deploy.skip").contains("true"))
        .toList();
  }

  Path directory() {
    return ROOT.resolve(name);
  }

  /** {@return the texts of all elements of that name in the module's pom} */
  List<String> texts(String element) {
    return texts(directory().resolve("pom.xml"), element);
  }

  /** {@return the module as it is on this test's class path} */
  ModuleReference reference() {
    Path built = directory().resolve("target");
    Path[] places =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(place -> place.startsWith(built))
            .toArray(Path[]::new);
    return ModuleFinder.of(places).findAll().stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is no dependency of outside/pom.xml"));
  }

  static List<String> texts(Path pom, String element) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
      NodeList found = document.getElementsByTagName(element);
      return IntStream.range(0, found.getLength())
          .mapToObj(i -> found.item(i).getTextContent().strip())
          .toList();
    } catch (ParserConfigurationException | SAXException failure) {
      throw new AssertionError(pom.toString(), failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean has(String file) {
    return Files.exists(directory().resolve(file));
  }

  @Override
  public String toString() {
    return name;
  }
}
