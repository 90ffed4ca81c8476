package io.millrace.rephrase.generate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/** The header Retry-After: RFC 9110, section 10.2.3. */
final class RetryAfter {

  private RetryAfter() {}

  /**
   * Nanoseconds to wait, from 0 to the cap.
   *
   * @param value of the header, or ""
   * @return empty when the value is neither seconds nor a date
   */
  static OptionalLong nanos(String value, Instant now, Duration cap) {
    String text = value.strip();
    if (text.isEmpty() || text.length() > 64) {
      return OptionalLong.empty();
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // more digits than a long can hold exceed any cap
      long seconds = text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text);
      return OptionalLong.of(
          seconds >= cap.toSeconds() + 1
              ? cap.toNanos()
              : capped(Duration.ofSeconds(seconds), cap));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return OptionalLong.of(capped(Duration.between(now, date), cap));
    } catch (DateTimeException | ArithmeticException neither) {
      return OptionalLong.empty();
    }
  }

  private static long capped(Duration wait, Duration cap) {
    if (wait.isNegative()) {
      return 0;
    }
    return wait.compareTo(cap) > 0 ? cap.toNanos() : wait.toNanos();
  }
}
