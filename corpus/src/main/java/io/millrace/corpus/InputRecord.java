package io.millrace.corpus;

import java.util.SortedMap;

/**
 * One record of an input as a reader returns it: a page to extract, a text, an image-text pair, or
 * a record that could not be read. Each gets exactly one {@link Verdict}.
 */
public sealed interface InputRecord permits Page, Document, ImageTextPair, UnreadableRecord {

  /** 128 bits as 32 lower-case hexadecimal digits; see {@link RecordId}. */
  String id();

  /** Address the record came from, or "" when unknown. */
  String url();

  /** ISO 8601 instant in UTC (see {@link Timestamps}), or "" when unknown. */
  String timestamp();

  /** Name of the collection the record belongs to, or "" when unknown. */
  String source();

  /** Further fields by name, in order of name; values are never null. */
  SortedMap<String, String> metadata();
}
