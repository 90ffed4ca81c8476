package io.millrace.connectors.web;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses header fields of responses, which may be missing or malformed. */
final class AnswerFields {

  private static final Pattern NEXT =
      Pattern.compile("<([^<>\\s]{1,8000})>\\s*;\\s*rel=\"?next\"?");
  private static final Pattern RANGE =
      Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private AnswerFields() {}

  /** Address of the next page of a list (RFC 8288), absolute or relative. */
  static Optional<String> next(String link) {
    Matcher next = NEXT.matcher(link == null ? "" : link);
    return next.find() ? Optional.of(next.group(1)) : Optional.empty();
  }

  /** Complete size in a {@code Content-Range} (RFC 9110, section 14.4); -1 when it is missing. */
  static long wholeSize(String range) {
    return number(range, 2);
  }

  /** First byte of the range in a {@code Content-Range}; -1 when it is missing. */
  static long firstByte(String range) {
    return number(range, 1);
  }

  private static long number(String range, int group) {
    Matcher part = RANGE.matcher(range == null ? "" : range);
    boolean said = part.matches() && part.group(group) != null && !part.group(group).equals("*");
    return said ? Long.parseLong(part.group(group)) : -1;
  }

  /** A {@code Retry-After} in seconds. */
  static Optional<Duration> seconds(String text) {
    return text != null && SECONDS.matcher(text).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }
}
