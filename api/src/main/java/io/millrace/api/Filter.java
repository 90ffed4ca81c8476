package io.millrace.api;

import java.util.List;

/**
 * Measures documents. The {@link #rules()} decide from the measured numbers, so thresholds can
 * change without measuring again. A filter is used by one thread at a time and may keep buffers. It
 * is never serialised: each worker builds its own from the settings.
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
  void measure(DocumentView document, TextAnalysis analysis, double[] out, int offset);
}
