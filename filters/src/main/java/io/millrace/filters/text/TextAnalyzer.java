package io.millrace.filters.text;

/**
 * Makes a {@link TextAnalysis} of one text after another, in the same buffers. For one thread at a
 * time.
 */
public final class TextAnalyzer {

  /** Analyses a text; what was returned before becomes invalid. */
  public TextAnalysis analyze(String text) {
    throw new UnsupportedOperationException("filled in with the first filters");
  }
}
