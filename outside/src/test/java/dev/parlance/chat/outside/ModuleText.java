package dev.parlance.chat.outside;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a module shows to others. */
final class ModuleText {

  private ModuleText() {}

  static List<String> lines(ModuleReference module) throws IOException {
    List<String> lines = new ArrayList<>(head(module.descriptor()));
    String last = "";
    for (Class<?> type : types(module)) {
      if (!type.getPackageName().equals(last)) {
        last = type.getPackageName();
        lines.addAll(List.of("", "package " + last));
      }
      lines.add("");
      lines.addAll(new ClassText(type).lines());
    }
    return lines;
  }

  private static List<String> head(ModuleDescriptor descriptor) {
    List<String> lines = new ArrayList<>();
    lines.add((descriptor.isAutomatic() ? "automatic " : "") + "module " + descriptor.name());
    Stream.of(
            descriptor.requires().stream()
                .filter(required -> !required.modifiers().contains(Requires.Modifier.MANDATED))
                .map(ModuleText::text),
            descriptor.exports().stream().map(exported -> "exports " + exported),
            descriptor.opens().stream().map(opened -> "opens " + opened),
            descriptor.uses().stream().map(used -> "uses " + used),
            descriptor.provides().stream().map(provided -> "provides " + provided))
        .forEach(part -> part.map(line -> "  " + line).sorted().forEach(lines::add));
    return lines;
  }

  /** Without the version that it was compiled with. */
  private static String text(Requires required) {
    StringBuilder text = new StringBuilder("requires ");
    required.modifiers().stream()
        .map(modifier -> modifier.toString().toLowerCase(Locale.ROOT) + " ")
        .sorted()
        .forEach(text::append);
    return text.append(required.name()).toString();
  }

  private static List<Class<?>> types(ModuleReference module) throws IOException {
    List<String> exported =
        module.descriptor().exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .toList();
    List<Class<?>> types = new ArrayList<>();
    try (ModuleReader reader = module.open();
        Stream<String> names = reader.list()) {
      for (String name : names.filter(name -> name.endsWith(".class")).sorted().toList()) {
        String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        String in = type.substring(0, Math.max(0, type.lastIndexOf('.')));
        if (exported.contains(in) && !type.endsWith("package-info")) {
          add(type, types);
        }
      }
    }
    return types.stream()
        .sorted(
            Comparator.comparing((Class<?> type) -> type.getPackageName())
                .thenComparing(Class::getName))
        .toList();
  }

  private static void add(String name, List<Class<?>> types) {
    try {
      Class<?> type = Class.forName(name, false, ModuleText.class.getClassLoader());
      if (isVisible(type)) {
        types.add(type);
      }
    } catch (ClassNotFoundException listed) {
      throw new AssertionError(listed);
    }
  }

  /** Public, and in public types all the way up. */
  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    boolean named = !type.isAnonymousClass() && !type.isLocalClass();
    return named && Modifier.isPublic(type.getModifiers()) && (outer == null || isVisible(outer));
  }
}
