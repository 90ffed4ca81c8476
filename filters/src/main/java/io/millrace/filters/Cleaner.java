package io.millrace.filters;

import io.millrace.api.TextAnalysis;
import io.millrace.corpus.Document;
import io.millrace.filters.text.KeptLines;
import java.util.List;
import java.util.Optional;

/** Rewrites the text of a document and counts the changes as signals. Not thread-safe. */
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
   * The lines that the last result of {@link #clean} consists of, when it changed and has only
   * whole lines. The new text then needs no analysis. Valid until the next call.
   */
  default Optional<KeptLines> keptLines() {
    return Optional.empty();
  }
}
