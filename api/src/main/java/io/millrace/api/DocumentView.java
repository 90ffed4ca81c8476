package io.millrace.api;

import java.util.SortedMap;

/**
 * What a filter reads of a document. Millrace implements this interface; plugins only call it, so
 * methods may be added to it.
 */
public interface DocumentView {

  /** 128 bits as 32 lower-case hexadecimal digits. */
  String id();

  /** The text as earlier stages of the recipe left it. */
  String text();

  /** Address the document came from, or "" when unknown. */
  String url();

  /** ISO 8601 instant in UTC, or "" when unknown. */
  String timestamp();

  /** Name of the collection the document belongs to, or "" when unknown. */
  String source();

  /** ISO 639 code as lid.176 gives it, or "" while unknown. */
  String language();

  /** Probability of the language in 0..1; 0 while unknown. */
  double languageScore();

  /** Further fields by name, in order of name; values are never null. */
  SortedMap<String, String> metadata();
}
