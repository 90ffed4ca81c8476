package io.millrace.pipelines.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipelines.recipe.WindowSettings;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTimesTest {

  private static WindowTimes of(String size) {
    return WindowTimes.of(new WindowSettings(size, "10m"));
  }

  @ParameterizedTest
  @CsvSource({
    "1h, 2026-01-02T03:59:59.999Z, 2026-01-02T03-00Z",
    "1d, 2026-01-02T03:59:59.999Z, 2026-01-02T00-00Z",
    "7d, 1970-01-01T00:00:00Z, 1970-01-01T00-00Z",
    "90s, 2026-01-02T03:01:31Z, 2026-01-02T03-01-30Z",
    "1h, 1969-12-31T23:30:00Z, 1969-12-31T23-00Z",
    "1h, 0000-05-05T00:00:00Z, 1970-01-01T00-00Z",
    "1h, no time, 1970-01-01T00-00Z"
  })
  void recordIsInTheWindowOfItsTime(String size, String timestamp, String name) {
    WindowTimes windows = of(size);
    assertThat(windows.name(windows.startOf(timestamp, WindowTimes.WHOLE))).isEqualTo(name);
  }

  @Test
  void usesTheMessageTimeWithoutATimestamp() {
    WindowTimes windows = of("1h");
    long message = Instant.parse("2026-05-06T07:08:09Z").toEpochMilli();
    assertThat(windows.name(windows.startOf("", message))).isEqualTo("2026-05-06T07-00Z");
  }

  @Test
  void runWithoutWindowsHasOneWindow() {
    WindowTimes windows = WindowTimes.of(WindowSettings.defaults());
    assertThat(windows.isOn()).isFalse();
    assertThat(windows.startOf("2026-01-02T03:59:59Z", 7)).isEqualTo(WindowTimes.WHOLE);
    assertThat(windows.output("/out", WindowTimes.WHOLE)).isEqualTo("/out");
    assertThat(of("1h").output("/out/", 0)).isEqualTo("/out/windows/1970-01-01T00-00Z");
  }

  @Property
  void namesAreUniqueAndSortByTime(
      @ForAll @IntRange(min = 1, max = 100_000) int seconds,
      @ForAll @LongRange(min = -62_000_000_000_000L, max = 253_000_000_000_000L) long millis) {
    WindowTimes windows = new WindowTimes(seconds * 1_000L, 0);
    long start = windows.startOf("", millis);
    assertThat(start).isBetween(millis - windows.size() + 1, millis);
    assertThat(windows.name(start)).isLessThan(windows.name(start + windows.size()));
    assertThat(windows.name(start)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d(-\\d\\d)?Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "-1h", "1500ms", "367d", "1 h", "h", "1w", "PT1H", ".5s"})
  void rejectsInvalidSizes(String size) {
    assertThatThrownBy(() -> new WindowSettings(size, "0s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("size is '" + size + "'");
  }
}
