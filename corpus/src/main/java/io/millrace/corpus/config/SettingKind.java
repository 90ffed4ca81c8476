package io.millrace.corpus.config;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.settings.Address;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The kind of values that a setting takes. */
public sealed interface SettingKind {

  /** Value of a setting that is determined at run time. */
  String AUTO = "auto";

  /** Kinds without parameters. */
  enum Simple implements SettingKind {
    BOOLEAN(boolean.class, Boolean.class),
    INT(int.class, Integer.class),
    LONG(long.class, Long.class),
    REAL(double.class, Double.class),
    TEXT(String.class),
    ADDRESS(Address.class),
    PER_LANGUAGE(PerLanguage.class);

    private final Set<Class<?>> types;

    Simple(Class<?>... types) {
      this.types = Set.of(types);
    }
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

  record ListOf(SettingKind element) implements SettingKind {}

  record MapOf(SettingKind value) implements SettingKind {}

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
    for (Simple simple : Simple.values()) {
      if (simple.types.contains(type)) {
        return simple;
      }
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
