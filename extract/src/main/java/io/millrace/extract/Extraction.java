package io.millrace.extract;

import java.util.SortedMap;

/**
 * What an extractor made of a page.
 *
 * @param status whether there is text, and if not, why
 * @param text main content; blocks are lines, paragraphs are separated by an empty line; "" without
 *     text
 * @param metadata what the page says of itself, by name: {@code title}, {@code author}, {@code
 *     date}, {@code site_name}, {@code page_language}, {@code canonical_url}, {@code media_type},
 *     {@code charset}; only those it states
 */
public record Extraction(Status status, String text, SortedMap<String, String> metadata) {

  /** Whether there is text, and if not, why. */
  public enum Status {
    TEXT,
    /** The page was understood and holds nothing that reads as main content. */
    NO_TEXT,
    /** The media type holds no text that we extract. */
    UNSUPPORTED_TYPE
  }
}
