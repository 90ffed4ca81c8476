package io.millrace.corpus;

import java.util.SortedMap;

/**
 * What a reader makes of one record of an input: a page still to be extracted, a text, or something
 * that could not be read. Every one of them ends in exactly one {@link Verdict}.
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
