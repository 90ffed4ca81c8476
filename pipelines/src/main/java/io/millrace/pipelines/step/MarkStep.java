package io.millrace.pipelines.step;

import io.millrace.api.Rule;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.Mark;
import java.util.List;
import java.util.Optional;

/**
 * A stage that compares documents: in the chain it only makes the keys of the document; what they
 * say is known once all keys have met.
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
  public List<String> signals() {
    return List.of();
  }

  @Override
  public List<Rule> rules() {
    return List.of();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    marker.mark(working.id(), Mark.timestamp(working.document().timestamp()), working);
    return Optional.empty();
  }
}
