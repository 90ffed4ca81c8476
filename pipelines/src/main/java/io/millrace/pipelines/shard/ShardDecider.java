package io.millrace.pipelines.shard;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.DuplicateMark;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.step.Judged;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what becomes of each document of a shard, once: by the verdict of the chain, the marks of
 * duplicates and, of pairs, by what all pairs of the run have told. Use: {@link #take} all that is
 * no document; {@link #compare} every document where the records are pairs; then {@link #settled}
 * and {@link #decide} each document in the order of the shard.
 */
final class ShardDecider {

  private final ShardPlan plan;
  private final Comparator<DuplicateMark> markOrder;
  private final Map<Hash128, DuplicateMark> marks = new HashMap<>();
  private final Optional<LateVerdicts> late;
  private final Optional<SameImages> sameImages;
  private Hash128 previousId;

  ShardDecider(ShardPlan plan) {
    this.plan = plan;
    this.markOrder = DuplicateMark.order(reason -> plan.stages().indexOf(reason.stage()));
    this.late = plan.images().map(LateVerdicts::new);
    this.sameImages = plan.images().map(SameImages::new);
  }

  /** Takes a finding; of several about one document the first in their order counts. */
  void take(DuplicateMark mark) {
    if (late.isPresent() && late.get().take(mark)) {
      return;
    }
    marks.merge(
        mark.id(), mark, (left, right) -> markOrder.compare(left, right) <= 0 ? left : right);
  }

  /** Takes the least scores of pairs. */
  void take(ShardItem.ScoreFloors score) {
    late.orElseThrow().take(score);
  }

  /** Whether {@link #compare} must see every document, with its text, before one is decided. */
  boolean comparesImages() {
    return sameImages.isPresent();
  }

  /** Takes note of the image of a pair. */
  void compare(Judged pair) {
    sameImages.orElseThrow().add(settled(pair));
  }

  /** The document, ended by a stage that looks at all pairs of the run if one drops it. */
  Judged settled(Judged judged) {
    return late.isPresent() ? late.get().settled(judged) : judged;
  }

  /** A pair that is kept, with the captions of the pairs that have its image. */
  Judged withAllCaptions(Judged judged) {
    return sameImages.isPresent() ? sameImages.get().withAllCaptions(judged) : judged;
  }

  /**
   * The earliest stage of the recipe decides, whether it looked at one document or compared many.
   *
   * @param judged the next document in order, as {@link #settled} gave it; its text is not read
   */
  Decision decide(Judged judged) {
    boolean repeatedId = judged.id().equals(previousId);
    previousId = judged.id();
    if (judged.ended().isPresent() && judged.ended().get() instanceof Verdict.Failed failed) {
      return new Decision(failed, judged.stage());
    }
    if (repeatedId) {
      return new Decision(Verdict.Dropped.because(DropReason.DUPLICATE_ID), Judged.READ);
    }
    Optional<Verdict> sameImage = sameImages.flatMap(images -> images.verdict(judged));
    if (sameImage.isPresent()) {
      return new Decision(sameImage.get(), plan.images().orElseThrow().dedupStage());
    }
    return byMark(judged).orElseGet(() -> byChain(judged));
  }

  /** Dropped as a duplicate, unless an earlier stage of the chain ended the document. */
  private Optional<Decision> byMark(Judged judged) {
    DuplicateMark mark = marks.get(judged.meetingId());
    if (mark == null) {
      return Optional.empty();
    }
    DropReason reason = mark.reason();
    int stage = plan.stages().indexOf(reason.stage());
    if (stage >= judged.stage()) {
      return Optional.empty();
    }
    double threshold =
        reason == DropReason.NEAR_DUPLICATE || reason == DropReason.NEAR_IMAGE
            ? plan.similarityThreshold()
            : Double.NaN;
    Verdict verdict =
        Verdict.Dropped.duplicate(reason, mark.duplicateOf().toHex(), mark.similarity(), threshold);
    return Optional.of(new Decision(verdict, stage));
  }

  private Decision byChain(Judged judged) {
    if (judged.ended().isPresent()) {
      return new Decision(judged.ended().get(), judged.stage());
    }
    int copies = plan.mixer().copies(judged.document());
    Verdict verdict =
        copies > 0 ? new Verdict.Kept(copies) : Verdict.Dropped.because(DropReason.SAMPLED_OUT);
    return new Decision(verdict, Judged.PASSED);
  }
}
