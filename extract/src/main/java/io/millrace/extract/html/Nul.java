package io.millrace.extract.html;

/** How U+0000 in a text is handled. */
enum Nul {
  /** Becomes U+FFFD. */
  REPLACED,
  /** Is removed. */
  DROPPED
}
