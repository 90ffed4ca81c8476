package io.millrace.filters;

import io.millrace.corpus.Document;
import io.millrace.filters.text.TextAnalysis;
import java.util.List;

/**
 * Rewrites the text of one document and says in numbers what it did. Used by one thread at a time,
 * as a {@link Filter} is.
 */
public interface Cleaner {

  /**
   * Names of the signals in the order {@link #clean} writes them: snake case, unique in the stage.
   */
  List<String> signals();

  /**
   * Returns the cleaned text, the same instance as {@code document.text()} when nothing changed.
   *
   * @param analysis analysis of {@code document.text()}
   * @param out where to write, {@code signals().size()} places from {@code offset}
   */
  String clean(Document document, TextAnalysis analysis, double[] out, int offset);
}
