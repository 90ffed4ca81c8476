package io.millrace.extract.html;

/** What becomes of U+0000 in a text. */
enum Nul {
  /** It is U+FFFD. */
  REPLACED,
  /** It is left out. */
  DROPPED
}
