package io.millrace.pipelines.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.org, https://example.org/a, true",
    "https://example.org, https://example.org, true",
    "https://example.org, https://EXAMPLE.org:8080/a, true",
    "https://example.org, https://example.organic/a, false",
    "https://example.org, http://example.org/a, false",
    "https://example.org/a, https://example.org/ab, true",
    "https://example.org/a, https://example.org/A, false",
    "EXAMPLE.org/a, http://example.org/a?b, true",
    "example.org, https://www.example.org/, false",
    "example.org, https://evil.net/example.org, false",
    "example.org, '', false"
  })
  void fits(String prefix, String url, boolean fits) {
    assertThat(new UrlPrefix(prefix).fits(url)).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://", "/path", "http:///a"})
  void rejectsAPrefixWithoutAHost(String prefix) {
    assertThatThrownBy(() -> new UrlPrefix(prefix)).hasMessageContaining("names no host");
  }

  @Test
  void keepsTheGivenText() {
    assertThat(new UrlPrefix("Example.ORG/A").given()).isEqualTo("Example.ORG/A");
  }
}
