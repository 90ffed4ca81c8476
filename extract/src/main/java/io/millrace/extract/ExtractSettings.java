package io.millrace.extract;

import io.millrace.corpus.settings.Setting;

/** Settings of the recipe's stage {@code extract}: limits on what is read and what is kept. */
public record ExtractSettings(
    @Setting(
            value = "Largest body in bytes that is looked at; a longer one fails as too_large.",
            min = 1,
            max = 1L << 30)
        long maxBodyBytes,
    @Setting(
            value = "Most tags that are read from one HTML page; what comes after them is ignored.",
            min = 1_000,
            max = 10_000_000)
        int maxTags,
    @Setting(
            value = "Longest text in code points; a longer one is cut at the end of a line.",
            min = 1,
            max = 100_000_000)
        int maxTextCharacters,
    @Setting("Whether tables of data are kept, a row a line with cells set apart by ' | '.")
        boolean keepTables) {

  public ExtractSettings {
    check("max_body_bytes", maxBodyBytes, 1, 1L << 30);
    check("max_tags", maxTags, 1_000, 10_000_000);
    check("max_text_characters", maxTextCharacters, 1, 100_000_000);
  }

  public static ExtractSettings defaults() {
    return new ExtractSettings(64L << 20, 1_000_000, 10_000_000, true);
  }

  private static void check(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + " and must be within " + min + " and " + max);
    }
  }
}
