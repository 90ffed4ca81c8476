package io.millrace.connectors.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.Setting;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InputSettingsTest {

  private static final InputSettings DEFAULTS = InputSettings.defaults();

  @Test
  void everyComponentIsDescribed() {
    for (RecordComponent component : InputSettings.class.getRecordComponents()) {
      assertThat(component.getAnnotation(Setting.class)).as(component.getName()).isNotNull();
    }
  }

  @Test
  void rejectsUnknownFieldsAndEmptyNames() {
    assertThatThrownBy(() -> DEFAULTS.withFields(new TreeMap<>(Map.of("txt", "a"))))
        .hasMessageStartingWith("fields has txt, must be one of [caption, height,");
    assertThatThrownBy(() -> DEFAULTS.withFields(new TreeMap<>(Map.of("text", ""))))
        .hasMessage("fields.text is empty");
  }
}
