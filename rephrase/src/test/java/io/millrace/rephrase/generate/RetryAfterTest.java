package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration CAP = Duration.ofSeconds(300);

  @Property
  void secondsAreReadUpToTheCap(@ForAll @LongRange(min = 0) long seconds) {
    assertThat(RetryAfter.nanos(" " + seconds, NOW, CAP))
        .hasValue(Math.min(seconds, 300) * 1_000_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "+3", "1 2", "Thu, 41 Jan 2026 00:00:30 GMT"})
  void otherValuesAreIgnored(String value) {
    assertThat(RetryAfter.nanos(value, NOW, CAP)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"99999999999999999999999", "9999999999999999999", "Tue, 01 Jan 2999 00:00:00 GMT"})
  void longTimesAreCapped(String value) {
    assertThat(RetryAfter.nanos(value, NOW, CAP)).hasValue(CAP.toNanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "Wed, 01 Jan 2020 00:00:00 GMT"})
  void pastTimesAreZero(String value) {
    assertThat(RetryAfter.nanos(value, NOW, CAP)).hasValue(0);
  }

  @Property
  void theResultIsBetweenZeroAndTheCap(@ForAll String value) {
    RetryAfter.nanos(value, NOW, CAP)
        .ifPresent(nanos -> assertThat(nanos).isBetween(0L, CAP.toNanos()));
  }
}
