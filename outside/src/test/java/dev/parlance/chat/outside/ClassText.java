package dev.parlance.chat.outside;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a public type shows to others: a line for itself, and one for each member. */
final class ClassText {

  private final Class<?> type;
  private final TypeText types;

  ClassText(Class<?> type) {
    this.type = type;
    this.types = new TypeText(type.getPackageName());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(deprecation(type) + head());
    if (type.isEnum()) {
      Stream.of(type.getEnumConstants()).map(constant -> "  " + constant).forEach(lines::add);
    }
    Stream.of(fields(), constructors(), methods())
        .flatMap(members -> members)
        .forEach(line -> lines.add("  " + line));
    return lines;
  }

  private String head() {
    boolean goesWithoutSaying = type.isInterface() || type.isRecord() || type.isEnum();
    return (type.isSealed() ? "sealed " : "")
        + modifiers(type.getModifiers() & (goesWithoutSaying ? 0 : ~Modifier.STATIC))
        + kind()
        + types.of(type)
        + types.parameters(type.getTypeParameters())
        + components()
        + parents()
        + permitted();
  }

  private String kind() {
    if (type.isAnnotation()) {
      return "@interface ";
    } else if (type.isInterface()) {
      return "interface ";
    }
    return type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ";
  }

  private String components() {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .map(component -> types.of(component.getAnnotatedType()) + " " + component.getName())
            .collect(joining(", ", "(", ")"))
        : "";
  }

  private String parents() {
    Class<?> above = type.getSuperclass();
    boolean told =
        above != null
            && Modifier.isPublic(above.getModifiers())
            && !List.of(Object.class, Record.class, Enum.class).contains(above);
    String extended = told ? " extends " + types.of(type.getAnnotatedSuperclass()) : "";
    String implemented =
        Arrays.stream(type.getAnnotatedInterfaces())
            .filter(parent -> !(parent.getType() instanceof Class<?> c) || isPublic(c))
            .map(types::of)
            .sorted()
            .collect(joining(", "));
    String how = type.isInterface() ? " extends " : " implements ";
    return extended + (implemented.isEmpty() ? "" : how + implemented);
  }

  private String permitted() {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .map(types::of)
            .sorted()
            .collect(joining(", ", " permits ", ""))
        : "";
  }

  private Stream<String> fields() {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> isShown(field.getModifiers()) && !field.isEnumConstant())
        .sorted(Comparator.comparing(Field::getName))
        .map(this::text);
  }

  private String text(Field field) {
    return deprecation(field)
        + modifiers(field.getModifiers())
        + types.of(field.getAnnotatedType())
        + " "
        + field.getName()
        + constant(field);
  }

  /** Compilers copy constants into those who use them, so that a value is a promise as well. */
  private static String constant(Field field) {
    boolean copied = field.getType().isPrimitive() || field.getType() == String.class;
    if (!copied || (field.getModifiers() & Modifier.STATIC) == 0) {
      return "";
    }
    try {
      return " = " + field.get(null);
    } catch (IllegalAccessException hidden) {
      return "";
    }
  }

  private Stream<String> constructors() {
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(constructor -> isShown(constructor.getModifiers()) && !isCanonical(constructor))
        .map(
            constructor ->
                deprecation(constructor)
                    + modifiers(constructor.getModifiers())
                    + type.getSimpleName()
                    + signature(constructor))
        .sorted();
  }

  private boolean isCanonical(Constructor<?> constructor) {
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
  }

  /** Its own, and those that it inherits from types that nobody sees. */
  private Stream<String> methods() {
    return Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getDeclaredMethods()))
        .filter(
            method -> method.getDeclaringClass() == type || !isPublic(method.getDeclaringClass()))
        .filter(method -> isShown(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !goesWithoutSaying(method))
        .sorted(Comparator.comparing(Method::getName).thenComparing(this::signature))
        .map(this::text)
        .distinct();
  }

  private boolean goesWithoutSaying(Method method) {
    String name = method.getName();
    return switch (method.getParameterCount()) {
      case 0 ->
          name.equals("hashCode")
              || name.equals("toString")
              || (type.isEnum() && name.equals("values"))
              || (type.isRecord()
                  && Arrays.stream(type.getRecordComponents())
                      .anyMatch(component -> component.getName().equals(name)));
      case 1 -> name.equals("equals") || (type.isEnum() && name.equals("valueOf"));
      default -> false;
    };
  }

  private String text(Method method) {
    String parameters = types.parameters(method.getTypeParameters());
    return deprecation(method)
        + (method.isDefault() ? "default " : "")
        + modifiers(method.getModifiers() & ~(type.isInterface() ? Modifier.ABSTRACT : 0))
        + (parameters.isEmpty() ? "" : parameters + " ")
        + types.of(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + signature(method);
  }

  private String signature(Executable called) {
    String parameters =
        Arrays.stream(called.getParameters()).map(this::text).collect(joining(", ", "(", ")"));
    AnnotatedType[] thrown = called.getAnnotatedExceptionTypes();
    return parameters + (thrown.length == 0 ? "" : " throws " + types.list(thrown));
  }

  private String text(Parameter parameter) {
    String text = types.of(parameter.getAnnotatedType());
    return parameter.isVarArgs() ? text.substring(0, text.length() - 2) + "..." : text;
  }

  private boolean isShown(int modifiers) {
    boolean toHeirs = Modifier.isProtected(modifiers) && !Modifier.isFinal(type.getModifiers());
    return Modifier.isPublic(modifiers) || toHeirs;
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers());
  }

  /** Those that callers and heirs must know of; what is not protected is public. */
  private static String modifiers(int all) {
    int shown = Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;
    String text = Modifier.toString(all & shown);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String deprecation(AnnotatedElement element) {
    return element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
  }
}
