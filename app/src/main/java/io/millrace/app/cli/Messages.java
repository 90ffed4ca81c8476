package io.millrace.app.cli;

import java.util.Locale;

/** Formats messages from one pattern each, so that a message can be found by its text. */
public final class Messages {

  private Messages() {}

  /** {@link String#format} with the root locale; {@link Rates} formats numbers. */
  public static String of(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** A number with its noun, such as {@code 1 passage} or {@code 2 passages}. */
  public static String count(long count, String noun) {
    return Rates.number(count, 0) + " " + noun + (count == 1 ? "" : "s");
  }
}
