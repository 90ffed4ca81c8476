package io.millrace.pipelines.step;

import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.Mark;
import java.util.Optional;

/**
 * The step of a stage that compares documents: makes the keys of the document. The verdict is known
 * after all keys are compared, outside the chain.
 */
public final class MarkStep implements Step {

  /** Makes the keys of one document. */
  @FunctionalInterface
  public interface Marker {
    void mark(Hash128 id, long timestamp, WorkingDocument document);
  }

  private final Marker marker;

  public MarkStep(Marker marker) {
    this.marker = marker;
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    marker.mark(working.id(), Mark.timestamp(working.document().timestamp()), working);
    return Optional.empty();
  }
}
