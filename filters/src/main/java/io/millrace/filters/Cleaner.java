package io.millrace.filters;

import io.millrace.api.Filter;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.Document;
import io.millrace.filters.text.KeptLines;
import java.util.List;
import java.util.Optional;

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

  /**
   * The lines of which {@link #clean} made what it returned last, if it was changed and is nothing
   * but whole lines: it is not analysed anew then. Valid until the next call.
   */
  default Optional<KeptLines> keptLines() {
    return Optional.empty();
  }
}
