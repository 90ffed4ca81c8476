package io.millrace.filters;

import io.millrace.corpus.Document;
import io.millrace.corpus.Rule;
import io.millrace.filters.text.TextAnalysis;
import java.util.List;

/**
 * Measures one document. Deciding is left to {@link #rules()}, which are applied to the numbers
 * after all of them are known, so thresholds can change without measuring again. Implementations
 * are used by one thread at a time and may keep buffers; they are not serialised, but built anew
 * from their settings.
 */
public interface Filter {

  /**
   * Names of the signals in the order {@link #measure} writes them: snake case, unique in the
   * stage.
   */
  List<String> signals();

  /** The limits, in the order they are applied; each names one of {@link #signals()}. */
  List<Rule> rules();

  /**
   * Writes one number for each signal; NaN for one that has no value for this document.
   *
   * @param analysis analysis of {@code document.text()}
   * @param out where to write, {@code signals().size()} places from {@code offset}
   */
  void measure(Document document, TextAnalysis analysis, double[] out, int offset);
}
