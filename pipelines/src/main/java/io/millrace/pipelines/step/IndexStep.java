package io.millrace.pipelines.step;

import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.BandKeys;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.index.DuplicateIndex;
import java.util.List;
import java.util.Optional;

/**
 * Drops what repeats a document of an index, and makes the marks of what does not. A document does
 * not repeat itself, so a run whose own documents are in the index gives the same again.
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
  public List<String> signals() {
    return List.of();
  }

  @Override
  public List<Rule> rules() {
    return List.of();
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
