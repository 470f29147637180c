package dev.parlance.chat.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedTest {

  static List<Published> modules() {
    return Published.modules();
  }

  @Test
  void theBomListsWhatIsPublished() {
    Set<String> published =
        modules().stream().map(Published::name).collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed = new TreeSet<>(new Published("chat-bom").texts("artifactId"));
    listed.removeAll(Set.of("chat-bom", "parlance", "flatten-maven-plugin"));
    assertEquals(published, listed);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void isAModuleWithADescriptor(Published module) {
    ModuleDescriptor descriptor = module.reference().descriptor();
    assertFalse(descriptor.isAutomatic(), "a name in the manifest is none that can be relied on");
    assertEquals(Set.of(), hiddenButExported(descriptor));
  }

  private static Set<String> hiddenButExported(ModuleDescriptor descriptor) {
    return descriptor.exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .filter(name -> name.contains(".internal"))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void hasWhatTheCentralRepositoryAsksFor(Published module) {
    assertTrue(module.texts("name").contains("Parlance: " + module));
    assertFalse(module.texts("description").isEmpty());
    assertTrue(module.texts("artifactId").contains("maven-source-plugin"), "no sources jar");
    assertTrue(module.texts("artifactId").contains("maven-javadoc-plugin"), "no javadoc jar");
  }
}
