package io.millrace.corpus.config;

import io.millrace.api.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of a settings record, read from its components and their annotations. */
public final class SettingsModel {

  /**
   * One setting.
   *
   * @param name in snake case
   */
  public record Field(String name, Setting setting, SettingKind kind, RecordComponent component) {

    public Object of(Record record) {
      try {
        return component.getAccessor().invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(
            component + " of " + record.getClass() + " is hidden", e);
      }
    }
  }

  private final Class<? extends Record> type;
  private final List<Field> fields = new ArrayList<>();
  private final Record defaults;

  private SettingsModel(Class<? extends Record> type) {
    this.type = type;
    for (RecordComponent component : type.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        throw new IllegalArgumentException(type + ": " + component.getName() + " has no @Setting");
      }
      SettingKind kind = SettingKind.of(component.getGenericType());
      if (kind instanceof SettingKind.Nested nested) {
        of(nested.type());
      }
      fields.add(new Field(snake(component.getName()), setting, kind, component));
    }
    try {
      defaults = type.cast(type.getMethod("defaults").invoke(null));
    } catch (ReflectiveOperationException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(type + ": public static defaults() does not work", e);
    }
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[^A-Z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if the class is not a settings record
   */
  public static SettingsModel of(Class<? extends Record> type) {
    return new SettingsModel(type);
  }

  public List<Field> fields() {
    return fields;
  }

  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  public Optional<Field> find(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  public Record defaults() {
    return defaults;
  }

  /**
   * Calls the canonical constructor.
   *
   * @throws IllegalArgumentException with the message of the compact constructor
   */
  Record create(Object[] values) {
    Class<?>[] types =
        Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      Throwable cause = e.getCause();
      String kind = cause.getClass().getSimpleName();
      throw new IllegalArgumentException(
          cause.getMessage() == null ? kind : cause.getMessage(), cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be created", e);
    }
  }
}
