package io.millrace.corpus.config;

import io.millrace.api.Names;
import io.millrace.api.PerLanguage;
import io.millrace.corpus.settings.Address;
import io.millrace.corpus.settings.LanguageCodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Binds a YAML mapping to a settings record: the record's {@code defaults()} with the given
 * settings in place of the default values.
 *
 * <p>A nested record is bound over its default, so it may be given in part. A list or a mapping of
 * names to values replaces its default completely. A {@link PerLanguage} given as a number, or as a
 * mapping with {@code default}, replaces its default; without {@code default} it changes only the
 * languages it names.
 */
public final class SettingsBinder {

  private static final String REST = "default";

  private final Problems problems;
  private final String owner;

  public SettingsBinder(Problems problems, String owner) {
    this.problems = problems;
    this.owner = owner;
  }

  /**
   * Binds a mapping; an empty node gives the defaults.
   *
   * @param owner owner of the settings, for messages: {@code stage 'langid'}
   * @throws ConfigException with all errors found
   * @throws IllegalArgumentException if the class is not a settings record
   */
  public static <T extends Record> T bind(Class<T> type, String owner, Yaml node) {
    Problems problems = new Problems();
    Record record = new SettingsBinder(problems, owner).bind(type, node);
    problems.throwIfAny();
    return type.cast(record);
  }

  public static Record defaults(Class<? extends Record> type) {
    return SettingsModel.of(type).defaults();
  }

  /** The record, or its defaults when there are problems. */
  public Record bind(Class<? extends Record> type, Yaml node) {
    SettingsModel model = SettingsModel.of(type);
    return record(model, model.defaults(), "", node);
  }

  private Record record(SettingsModel model, Record base, String path, Yaml node) {
    if (node.isNothing()) {
      return base;
    }
    if (!(node instanceof Yaml.Mapping mapping)) {
      problems.add(
          node.place(),
          path.isEmpty()
              ? "the settings of " + owner + " are " + node.shown() + "; they must be a mapping"
              : is(path.substring(0, path.length() - 1), node, "a mapping"));
      return base;
    }
    int before = problems.count();
    checkNames(model, path, mapping);
    Object[] values = new Object[model.fields().size()];
    for (int i = 0; i < values.length; i++) {
      SettingsModel.Field field = model.fields().get(i);
      Object value = field.of(base);
      Optional<Yaml.Entry> entry = mapping.find(field.name());
      values[i] =
          entry.isEmpty()
              ? value
              : value(field, field.kind(), path + field.name(), entry.get().value(), value);
    }
    if (problems.count() > before) {
      return base;
    }
    try {
      return model.create(values);
    } catch (IllegalArgumentException e) {
      String place =
          path.isEmpty() ? owner : "'" + path.substring(0, path.length() - 1) + "' of " + owner;
      problems.add(mapping.place(), place + ": " + e.getMessage());
      return base;
    }
  }

  private void checkNames(SettingsModel model, String path, Yaml.Mapping mapping) {
    for (Yaml.Entry entry : mapping.entries()) {
      String name = entry.key().text();
      if (model.find(name).isEmpty()) {
        String hint = Wording.hint(name, model.names(), path, "its settings are");
        problems.add(
            entry.key().place(),
            "unknown setting '" + path + Wording.show(name) + "' of " + owner + hint);
      }
    }
  }

  /** The value, or null when it is wrong. */
  private Object value(
      SettingsModel.Field field, SettingKind kind, String path, Yaml node, Object base) {
    if (kind instanceof SettingKind.Choice choice) {
      return choice(choice, path, node);
    }
    if (kind instanceof SettingKind.Nested nested) {
      SettingsModel model = SettingsModel.of(nested.type());
      Record start = base instanceof Record record ? record : model.defaults();
      return record(model, start, path + ".", node);
    }
    if (kind instanceof SettingKind.ListOf list) {
      return list(field, list, path, node);
    }
    if (kind instanceof SettingKind.MapOf map) {
      return map(field, map, path, node);
    }
    return switch ((SettingKind.Simple) kind) {
      case BOOLEAN -> bool(path, node);
      case INT -> {
        if (field.setting().auto() && node instanceof Yaml.Scalar word && isAuto(word)) {
          yield 0;
        }
        Long value = whole(field, path, node, Integer.MIN_VALUE, Integer.MAX_VALUE);
        yield value == null ? null : (Object) value.intValue();
      }
      case LONG -> whole(field, path, node, Long.MIN_VALUE, Long.MAX_VALUE);
      case REAL -> real(field, path, node, "a number");
      case TEXT -> text(field, path, node);
      case ADDRESS ->
          text(field, path, node) instanceof String address ? Address.of(address) : null;
      case PER_LANGUAGE -> perLanguage(field, path, node, (PerLanguage) base);
    };
  }

  private static boolean isAuto(Yaml.Scalar scalar) {
    return scalar.type() == Yaml.ScalarType.TEXT && scalar.text().equals(SettingKind.AUTO);
  }

  private Object bool(String path, Yaml node) {
    if (node instanceof Yaml.Scalar scalar && scalar.type() == Yaml.ScalarType.BOOLEAN) {
      return scalar.text().startsWith("t") || scalar.text().startsWith("T");
    }
    return wrong(path, node, "true or false");
  }

  private Long whole(SettingsModel.Field field, String path, Yaml node, long least, long most) {
    if (!(node instanceof Yaml.Scalar scalar) || scalar.type() != Yaml.ScalarType.WHOLE_NUMBER) {
      wrong(path, node, field.setting().auto() ? "a whole number or 'auto'" : "a whole number");
      return null;
    }
    Bounds bounds = Bounds.of(field.setting()).within(least, most);
    Optional<Long> value = YamlNumbers.whole(scalar.text());
    if (value.isEmpty()) {
      wrong(path, node, "a whole number of at most 64 bits");
      return null;
    }
    if (!bounds.allow(value.get())) {
      wrong(path, node, bounds.words(value.get()));
      return null;
    }
    return value.get();
  }

  private Double real(SettingsModel.Field field, String path, Yaml node, String expected) {
    boolean number =
        node instanceof Yaml.Scalar s
            && (s.type() == Yaml.ScalarType.WHOLE_NUMBER || s.type() == Yaml.ScalarType.NUMBER);
    double value = number ? YamlNumbers.real(((Yaml.Scalar) node).text()) : Double.NaN;
    if (!Double.isFinite(value)) {
      wrong(path, node, number ? "a finite number" : expected);
      return null;
    }
    Bounds bounds = Bounds.of(field.setting());
    if (!bounds.allow(value)) {
      wrong(path, node, bounds.words(value));
      return null;
    }
    // -0 and 0 are the same setting and must give the same hash
    return value == 0 ? 0.0 : value;
  }

  private Object text(SettingsModel.Field field, String path, Yaml node) {
    if (node instanceof Yaml.Scalar scalar) {
      // the shell removes the quotes of an option's value
      if (scalar.type() == Yaml.ScalarType.TEXT || scalar.place().isOption()) {
        checkLanguages(field.setting().names(), path, scalar);
        return scalar.text();
      }
      if (scalar.type() != Yaml.ScalarType.NOTHING) {
        return wrong(path, node, "text, so put it in quotes");
      }
    }
    return wrong(path, node, "text");
  }

  private void checkLanguages(Names names, String path, Yaml.Scalar text) {
    for (String language : names.languages(text.text())) {
      if (!LanguageCodes.isCode(language)) {
        String where = "' in '" + path + "' of " + owner + LanguageCodes.hint(language);
        problems.add(text.place(), "unknown language '" + Wording.show(language) + where);
      }
    }
  }

  private Object choice(SettingKind.Choice choice, String path, Yaml node) {
    String name = node instanceof Yaml.Scalar scalar ? scalar.text() : "";
    Object constant = choice.constant(name);
    if (constant != null) {
      return constant;
    }
    String closest = Wording.closest(name, choice.names());
    String hint = closest.isEmpty() ? "" : "; did you mean '" + closest + "'?";
    return wrong(path, node, "one of " + String.join(", ", choice.names()) + hint);
  }

  private Object perLanguage(SettingsModel.Field field, String path, Yaml node, PerLanguage base) {
    if (!(node instanceof Yaml.Mapping mapping)) {
      Double value = real(field, path, node, "a number or a mapping of languages to numbers");
      return value == null ? null : PerLanguage.of(value);
    }
    boolean whole = mapping.find(REST).isPresent();
    double rest = base.byDefault();
    SortedMap<String, Double> languages = new TreeMap<>();
    if (!whole) {
      languages.putAll(base.languages());
    }
    for (Yaml.Entry entry : mapping.entries()) {
      String language = entry.key().text();
      if (!language.equals(REST)) {
        checkLanguages(Names.LANGUAGES, path, entry.key());
      }
      Double value = real(field, path + "." + Wording.show(language), entry.value(), "a number");
      if (value != null && language.equals(REST)) {
        rest = value;
      } else if (value != null) {
        languages.put(language, value);
      }
    }
    return PerLanguage.of(rest, languages);
  }

  private Object list(SettingsModel.Field field, SettingKind.ListOf list, String path, Yaml node) {
    if (!(node instanceof Yaml.Sequence sequence)) {
      return wrong(path, node, "a list");
    }
    List<Object> values = new ArrayList<>();
    for (Yaml item : sequence.items()) {
      Object value = value(field, list.element(), path + "[" + values.size() + "]", item, null);
      values.add(value);
    }
    return values.contains(null) ? null : Collections.unmodifiableList(values);
  }

  private Object map(SettingsModel.Field field, SettingKind.MapOf map, String path, Yaml node) {
    if (!(node instanceof Yaml.Mapping mapping)) {
      return wrong(path, node, "a mapping");
    }
    SortedMap<String, Object> values = new TreeMap<>();
    for (Yaml.Entry entry : mapping.entries()) {
      String name = entry.key().text();
      checkLanguages(field.setting().names(), path, entry.key());
      Object value =
          value(field, map.value(), path + "." + Wording.show(name), entry.value(), null);
      values.put(name, value);
    }
    return values.containsValue(null) ? null : Collections.unmodifiableSortedMap(values);
  }

  private Object wrong(String path, Yaml node, String expected) {
    problems.add(node.place(), is(path, node, expected));
    return null;
  }

  private static String is(String path, Yaml node, String expected) {
    return "'" + path + "' is " + node.shown() + "; it must be " + expected;
  }
}
