package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  @TempDir Path folder;

  @Test
  void theKeyIsReadFromTheEnvironmentOrAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), " sk-1 \n");
    assertThat(ApiKey.fromFile(file).authorization()).isEqualTo("Bearer sk-1");
    assertThat(ApiKey.fromVariable("X", name -> name + "-2").authorization())
        .isEqualTo("Bearer X-2");
    assertThat(ApiKey.NONE.authorization()).isEmpty();
    assertThat(ApiKey.NONE.redact("text")).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret word", "secret\r\nHost: x", "secretş", "\u0001secret"})
  void anInvalidKeyIsRefusedWithoutShowingIt(String value) {
    assertThatThrownBy(() -> ApiKey.fromVariable("X", name -> value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aMissingVariableOrFileIsReported() {
    assertThatThrownBy(() -> ApiKey.fromVariable("MY_KEY", name -> null))
        .hasMessage("the environment variable MY_KEY for the API key is not set");
    assertThatThrownBy(() -> ApiKey.fromFile(folder.resolve("none")))
        .hasMessageStartingWith("the file of the API key cannot be read: ");
  }
}
