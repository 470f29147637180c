package dev.parlance.chat.outside;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types as a reader of one package would write them, with their nullness. */
final class TypeText {

  private final String home;

  /** For the text of types of the package {@code home}. */
  TypeText(String home) {
    this.home = home;
  }

  String of(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      String nullness = nullness(type).isEmpty() ? "" : " " + nullness(type);
      return of(array.getAnnotatedGenericComponentType()) + nullness + "[]";
    }
    return nullness(type) + plain(type);
  }

  private String plain(AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType generic) {
      Class<?> raw = (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
      return of(raw) + "<" + list(generic.getAnnotatedActualTypeArguments()) + ">";
    } else if (type instanceof AnnotatedWildcardType wildcard) {
      return wildcard(wildcard);
    } else if (type instanceof AnnotatedTypeVariable variable) {
      return variable.getType().getTypeName();
    }
    return of((Class<?>) type.getType());
  }

  private String wildcard(AnnotatedWildcardType wildcard) {
    AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
    if (lower.length > 0) {
      return "? super " + list(lower);
    }
    return "?" + bounds(wildcard.getAnnotatedUpperBounds());
  }

  /** The class alone, without package where that goes without saying. */
  String of(Class<?> type) {
    if (type.isArray()) {
      return of(type.getComponentType()) + "[]";
    }
    String name = type.getName().replace('$', '.');
    String from = type.getPackageName();
    return type.isPrimitive() || !(from.equals("java.lang") || from.equals(home))
        ? name
        : name.substring(from.length() + 1);
  }

  String list(AnnotatedType[] types) {
    return Arrays.stream(types).map(this::of).collect(joining(", "));
  }

  /** What stands in angle brackets in front of a generic method, or behind a generic class. */
  String parameters(TypeVariable<?>[] parameters) {
    return parameters.length == 0
        ? ""
        : Arrays.stream(parameters)
            .map(parameter -> parameter.getName() + bounds(parameter.getAnnotatedBounds()))
            .collect(joining(", ", "<", ">"));
  }

  private String bounds(AnnotatedType[] bounds) {
    String text = Stream.of(bounds).map(this::of).collect(joining(" & "));
    return text.equals("Object") ? "" : " extends " + text;
  }

  private static String nullness(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
  }
}
