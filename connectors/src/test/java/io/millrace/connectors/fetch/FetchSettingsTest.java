package io.millrace.connectors.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.Setting;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;

class FetchSettingsTest {

  @Test
  void everyComponentIsDescribed() {
    for (RecordComponent component : FetchSettings.class.getRecordComponents()) {
      assertThat(component.isAnnotationPresent(Setting.class)).as(component.getName()).isTrue();
    }
  }

  @Test
  void theUserAgentSaysWhoAndHowToOptOut() {
    assertThat(FetchSettings.defaults().userAgentHeader())
        .matches("millrace/\\S+ \\(image-text data; opt out by robots.txt, .*\\)");
    assertThat(new Fetching.Change().settings().userAgentHeader())
        .contains("+https://example.org/bot");
  }

  @Test
  void whatCannotBeIsRefused() {
    Fetching.Change change = new Fetching.Change();
    change.maxBuffered = 2 << 20;
    change.maxBytes = (1 << 20) + 1;
    assertThatThrownBy(change::settings).hasMessageContaining("max_buffered_bytes is 2097152");
    Fetching.Change other = new Fetching.Change();
    other.allow = List.of("everything is fine");
    assertThatThrownBy(other::settings).hasMessageContaining("everything is fine");
  }
}
