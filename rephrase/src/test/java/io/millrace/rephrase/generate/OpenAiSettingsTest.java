package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiSettingsTest {

  private static OpenAiSettings settings(String keyVariable, String... endpoints) {
    OpenAiSettings base = OpenAiSettings.defaults();
    return new OpenAiSettings(
        List.of(endpoints),
        base.api(),
        keyVariable,
        "",
        base.modelCheck(),
        false,
        false,
        base.maxAnswerBytes(),
        base.timeouts(),
        base.retries(),
        base.concurrency(),
        base.breaker());
  }

  @Test
  void reportsServersThatWouldGetTheKeyUnencrypted() {
    String[] endpoints = {
      "http://gpu1:8000/v1",
      "HTTP://192.168.1.2/v1",
      "https://gpu2/v1",
      "http://localhost:8000/v1",
      "http://127.0.0.1/v1",
      "http://[::1]:80/v1",
      "http://gpu1:8001/v1"
    };
    assertThat(settings("KEY", endpoints).keyInTheOpen()).containsExactly("gpu1", "192.168.1.2");
    assertThat(settings("", endpoints).keyInTheOpen()).isEmpty();
  }

  @Test
  void aKeyInsteadOfItsVariableIsNotShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("sk-S3cret", "https://gpu1/v1"))
        .withMessageContaining("key_variable is not the name")
        .withMessageNotContaining("S3cret");
  }
}
