package io.millrace.pipelines.step;

import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.BandKeys;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.index.DuplicateIndex;
import java.util.Optional;

/**
 * Drops near duplicates of documents in an index, and makes the marks of other documents. A
 * document is no duplicate of itself, so a run whose documents are in the index gives the same
 * result.
 */
public final class IndexStep implements Step {

  private final MinHashSettings settings;
  private final DuplicateIndex index;
  private final BandKeys keys;
  private final MarkStep marks;

  public IndexStep(MinHashSettings settings, DuplicateIndex index, MarkStep marks) {
    this.settings = settings;
    this.index = index;
    this.keys = new BandKeys(settings);
    this.marks = marks;
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    TextAnalysis analysis = working.analysis();
    if (keys.compute(analysis.foldedWordHashes(), analysis.words())) {
      Hash128 id = Hash128.fromHex(working.document().id());
      for (DuplicateIndex.Match match : index.findAll(keys, Long.MAX_VALUE, settings.threshold())) {
        if (!match.id().equals(id)) {
          return Optional.of(
              Verdict.Dropped.duplicate(
                  DropReason.NEAR_DUPLICATE,
                  match.id().toHex(),
                  match.similarity(),
                  settings.threshold()));
        }
      }
    }
    return marks.apply(working, offset);
  }
}
