package io.millrace.corpus.config;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.settings.Address;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What values a setting takes. */
public sealed interface SettingKind {

  /** The word of a setting that a run finds out for itself. */
  String AUTO = "auto";

  /** Kinds without parameters. */
  enum Simple implements SettingKind {
    BOOLEAN,
    INT,
    LONG,
    REAL,
    TEXT,
    ADDRESS,
    PER_LANGUAGE
  }

  /** One constant of an enum, written in kebab case. */
  record Choice(Class<?> type) implements SettingKind {
    public List<String> names() {
      return Stream.of(type.getEnumConstants()).map(c -> kebab((Enum<?>) c)).toList();
    }

    public Object constant(String name) {
      return Stream.of(type.getEnumConstants())
          .filter(c -> kebab((Enum<?>) c).equals(name))
          .findFirst()
          .orElse(null);
    }
  }

  /** A list. */
  record ListOf(SettingKind element) implements SettingKind {}

  /** A mapping of names to values. */
  record MapOf(SettingKind value) implements SettingKind {}

  /** Another settings record. */
  record Nested(Class<? extends Record> type) implements SettingKind {}

  /** An enum constant as recipes write it. */
  static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Kind of a component's type.
   *
   * @throws IllegalArgumentException if a recipe cannot set such a type
   */
  static SettingKind of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new ListOf(of(arguments[0]));
      }
      if (generic.getRawType() == SortedMap.class && arguments[0] == String.class) {
        return new MapOf(of(arguments[1]));
      }
    }
    if (type instanceof Class<?> raw) {
      return ofClass(raw);
    }
    throw new IllegalArgumentException("a recipe cannot set a " + type.getTypeName());
  }

  private static SettingKind ofClass(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return Simple.BOOLEAN;
    }
    if (type == int.class || type == Integer.class) {
      return Simple.INT;
    }
    if (type == long.class || type == Long.class) {
      return Simple.LONG;
    }
    if (type == double.class || type == Double.class) {
      return Simple.REAL;
    }
    if (type == String.class) {
      return Simple.TEXT;
    }
    if (type == Address.class) {
      return Simple.ADDRESS;
    }
    if (type == PerLanguage.class) {
      return Simple.PER_LANGUAGE;
    }
    if (type.isEnum()) {
      return new Choice(type);
    }
    if (type.isRecord()) {
      return new Nested(type.asSubclass(Record.class));
    }
    throw new IllegalArgumentException("a recipe cannot set a " + type.getName());
  }
}
