package io.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {

  @ParameterizedTest
  @CsvSource({
    "0, B/s, 0 B/s",
    "0.01, messages/s, <0.1 messages/s",
    "0.26, messages/s, 0.3 messages/s",
    "7, tokens/s, 7 tokens/s",
    "7.25, tokens/s, 7.3 tokens/s",
    "999.4, tokens/s, 999 tokens/s",
    "999.6, tokens/s, 1.0 k tokens/s",
    "34500, characters/s, 34.5 k characters/s",
    "812345, characters/s, 812 k characters/s",
    "999600, B, 1.0 MB",
    "2800000, B, 2.8 MB",
    "14800465, B/s, 14.8 MB/s",
    "5e12, B, 5.0 TB",
    "5e16, B, '50,000 TB'",
    "NaN, B/s, – B/s",
    "Infinity, B/s, – B/s"
  })
  void unitsFitTheMagnitude(double value, String unit, String text) {
    assertThat(Rates.of(value, unit)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 s", "45.2, 45 s", "119, 119 s", "150, 3 min", "7100, 118 min", "9000, 2.5 h"})
  void timesFitTheMagnitude(double seconds, String text) {
    assertThat(Rates.time(seconds)).isEqualTo(text);
  }

  @Property
  void valuesAboveZeroAreNeverShownAsZero(
      @ForAll @DoubleRange(min = 1e-9, max = 1e15) @Scale(9) double value) {
    assertThat(Rates.of(value, "characters/s")).doesNotStartWith("0.0").doesNotStartWith("0 ");
  }
}
