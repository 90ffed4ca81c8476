package io.millrace.extract;

import io.millrace.api.Setting;
import java.util.Objects;

/** Settings of the recipe's stage {@code extract}: limits on what is read and what is kept. */
public record ExtractSettings(
    @Setting(
            value = "Largest body in bytes; a longer one fails as too_large.",
            min = 1,
            max = 1L << 30)
        long maxBodyBytes,
    @Setting(
            value = "Most tags that are read from one HTML page; the rest of the page is ignored.",
            min = 1_000,
            max = 10_000_000)
        int maxTags,
    @Setting(
            value = "Longest text in code points; a longer one is cut at the end of a line.",
            min = 1,
            max = 100_000_000)
        int maxTextCharacters,
    @Setting("Whether data tables are kept: one row per line, cells separated by ' | '.")
        boolean keepTables,
    @Setting(
            "How the text is written: as plain text, or as Markdown with headings, nested lists,"
                + " tables, code, and quotes.")
        Format format,
    @Setting(
            value =
                "Seconds of processor time that a PDF, Office, OpenDocument, RTF, EPUB or ZIP"
                    + " file may take; one that takes more fails as time_limit. The limit of elapsed"
                    + " time is ten times as long.",
            min = 1,
            max = 3_600)
        int documentSeconds,
    @Setting(
            value =
                "Heap in bytes of the child process that parses such a file; one that needs more"
                    + " fails as memory_limit.",
            min = 1L << 26,
            max = 1L << 36)
        long documentMemoryBytes) {

  /** How the text of a page is written. */
  public enum Format {
    /** One line per block; an empty line between paragraphs. */
    TEXT,
    /** CommonMark with the tables of GitHub Flavored Markdown. */
    MARKDOWN
  }

  public ExtractSettings {
    check("max_body_bytes", maxBodyBytes, 1, 1L << 30);
    check("max_tags", maxTags, 1_000, 10_000_000);
    check("max_text_characters", maxTextCharacters, 1, 100_000_000);
    Objects.requireNonNull(format, "format");
    check("document_seconds", documentSeconds, 1, 3_600);
    check("document_memory_bytes", documentMemoryBytes, 1L << 26, 1L << 36);
  }

  public static ExtractSettings defaults() {
    return new ExtractSettings(64L << 20, 1_000_000, 10_000_000, true, Format.TEXT, 60, 1L << 30);
  }

  /** Returns these settings with another format. */
  public ExtractSettings withFormat(Format other) {
    return new ExtractSettings(
        maxBodyBytes,
        maxTags,
        maxTextCharacters,
        keepTables,
        other,
        documentSeconds,
        documentMemoryBytes);
  }

  private static void check(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", must be between " + min + " and " + max);
    }
  }
}
