package io.millrace.pipelines.recipe;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.millrace.api.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of a settings record, read from its components and their annotations. */
final class SettingsModel {

  private static final PropertyNamingStrategies.NamingBase SNAKE =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  /**
   * One setting.
   *
   * @param name in snake case
   */
  record Field(String name, Setting setting, Kind kind, RecordComponent component) {

    Object of(Record record) {
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
      Kind kind = Kind.of(component.getGenericType());
      if (kind instanceof Kind.Nested nested) {
        of(nested.type());
      }
      fields.add(new Field(SNAKE.translate(component.getName()), setting, kind, component));
    }
    try {
      defaults = type.cast(type.getMethod("defaults").invoke(null));
    } catch (ReflectiveOperationException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(type + ": public static defaults() does not work", e);
    }
  }

  /**
   * @throws IllegalArgumentException if the class is not a settings record
   */
  static SettingsModel of(Class<? extends Record> type) {
    return new SettingsModel(type);
  }

  List<Field> fields() {
    return fields;
  }

  List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  Optional<Field> find(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  Record defaults() {
    return defaults;
  }

  /**
   * Calls the canonical constructor.
   *
   * @throws IllegalArgumentException what the compact constructor says against the values
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
      throw new IllegalArgumentException(reason(e.getCause()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
