package io.millrace.connectors.web;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields of answers. Each may be missing or hold anything. */
final class AnswerFields {

  private static final Pattern NEXT =
      Pattern.compile("<([^<>\\s]{1,8000})>\\s*;\\s*rel=\"?next\"?");
  private static final Pattern RANGE =
      Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private AnswerFields() {}

  /** Where a list goes on (RFC 8288), absolute or not. */
  static Optional<String> next(String link) {
    Matcher next = NEXT.matcher(link == null ? "" : link);
    return next.find() ? Optional.of(next.group(1)) : Optional.empty();
  }

  /**
   * Size of the whole in a {@code Content-Range} (RFC 9110, section 14.4); -1 where it is not said.
   */
  static long wholeSize(String range) {
    return number(range, 2);
  }

  /** The first byte of the part in a {@code Content-Range}; -1 where there is none. */
  static long firstByte(String range) {
    return number(range, 1);
  }

  private static long number(String range, int group) {
    Matcher part = RANGE.matcher(range == null ? "" : range);
    boolean said = part.matches() && part.group(group) != null && !part.group(group).equals("*");
    return said ? Long.parseLong(part.group(group)) : -1;
  }

  /** A {@code Retry-After} of seconds. */
  static Optional<Duration> seconds(String text) {
    return text != null && SECONDS.matcher(text).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }
}
