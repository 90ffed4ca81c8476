package io.millrace.pipelines.shard;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.DuplicateMark;
import io.millrace.dedup.Mark;
import io.millrace.dedup.SharedTextKeys;
import io.millrace.images.filter.ScoreCounts;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Verdicts on pairs that depend on all pairs of the run: too many images have the caption, or the
 * score is not among the best of its language. Also checks opt-outs again, for a pair whose image
 * is in the input and so passed no fetcher. The verdict counts as one of its stage in the chain.
 */
final class LateVerdicts {

  /** An image and the key of a caption that too many images have. */
  private record Caption(Hash128 image, Hash128 key) {}

  private final ImageJob job;
  private final SharedTextKeys keys;
  private final Set<Caption> repeated = new HashSet<>();
  private final SortedMap<String, Double> floors = new TreeMap<>();

  LateVerdicts(ImageJob job) {
    this.job = job;
    this.keys = new SharedTextKeys(job.maxSameCaption());
  }

  /** Takes the mark of a caption; false for any other mark. */
  boolean take(DuplicateMark mark) {
    if (mark.kind() != Mark.SHARED_TEXT) {
      return false;
    }
    repeated.add(new Caption(mark.id(), mark.duplicateOf()));
    return true;
  }

  void take(ShardItem.ScoreFloors score) {
    floors.putAll(score.floors());
  }

  /** The pair, with the verdict of the earliest stage that drops it, if any does. */
  Judged settled(Judged judged) {
    if (judged.stage() == Judged.PASSED) {
      Optional<DropReason> reserved = job.optOut().of(judged.document().metadata());
      if (reserved.isPresent()) {
        ImagePart part = judged.image().orElseThrow();
        return ended(
            judged.withImage(part.withImage(Optional.empty(), part.facts())),
            Verdict.Dropped.because(reserved.get()),
            job.optOutStage());
      }
    }
    boolean scoreFirst = job.scoreStage() < job.dedupStage();
    Judged first = scoreFirst ? byScore(judged) : byCaption(judged);
    return scoreFirst ? byCaption(first) : byScore(first);
  }

  private Judged byScore(Judged judged) {
    Double floor = floors.get(judged.document().language());
    if (floor == null || job.scoreStage() < 0 || judged.stage() <= job.scoreStage()) {
      return judged;
    }
    double score = judged.signals()[job.scoreSignal()];
    return Double.isNaN(score) || !ScoreCounts.isBelow(score, floor)
        ? judged
        : ended(
            judged,
            Verdict.Dropped.because(DropReason.IMAGE_TEXT_SHARE, "score", score, floor),
            job.scoreStage());
  }

  private Judged byCaption(Judged judged) {
    Optional<Hash128> image = judged.image().flatMap(ImagePart::imageHash);
    if (repeated.isEmpty() || image.isEmpty() || judged.stage() <= job.dedupStage()) {
      return judged;
    }
    Document document = judged.document();
    Optional<Hash128> key = keys.of(document.language(), document.text());
    return key.isEmpty() || !repeated.contains(new Caption(image.get(), key.get()))
        ? judged
        : ended(judged, Verdict.Dropped.because(DropReason.REPEATED_CAPTION), job.dedupStage());
  }

  private static Judged ended(Judged judged, Verdict verdict, int stage) {
    return new Judged(
        judged.id(),
        judged.document(),
        Optional.of(verdict),
        stage,
        judged.signals(),
        judged.image());
  }
}
