package io.millrace.corpus;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Converts timestamps in the forms that corpora use to an ISO 8601 instant in UTC. */
public final class Timestamps {

  private static final List<Function<String, Instant>> FORMS =
      List.of(
          Instant::parse,
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> local(text, "yyyy/MM/dd HH:mm:ss"),
          text -> local(text, "yyyy-MM-dd HH:mm:ss"),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
          text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC),
          text -> local(text, "yyyyMMddHHmmss"));

  private Timestamps() {}

  public static String normalise(String text) {
    return parse(text).map(Instant::toString).orElse("");
  }

  /** Parses any of the forms used in CulturaX, C4, OSCAR, Dolma and WARC. */
  public static Optional<Instant> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > 40) {
      return Optional.empty();
    }
    for (Function<String, Instant> form : FORMS) {
      try {
        return Optional.of(form.apply(trimmed));
      } catch (DateTimeParseException notThisForm) {
        // the next form may fit
      }
    }
    return Optional.empty();
  }

  private static Instant local(String text, String pattern) {
    return LocalDateTime.parse(text, DateTimeFormatter.ofPattern(pattern, Locale.ROOT))
        .toInstant(ZoneOffset.UTC);
  }
}
