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
 * Decides on each document of a shard, once, from the verdict of the chain, duplicate marks and,
 * for pairs, {@link LateVerdicts} and {@link SameImages}. Use: {@link #take} every item that is no
 * document; for pairs, {@link #compare} every document; then {@link #settled} and {@link #decide}
 * each document in order.
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

  /** Takes a duplicate mark; of several for one document, the first in their order counts. */
  void take(DuplicateMark mark) {
    if (late.isPresent() && late.get().take(mark)) {
      return;
    }
    marks.merge(
        mark.id(), mark, (left, right) -> markOrder.compare(left, right) <= 0 ? left : right);
  }

  /** Takes the lowest scores of pairs. */
  void take(ShardItem.ScoreFloors score) {
    late.orElseThrow().take(score);
  }

  /** Whether {@link #compare} needs every document, with its text, before the first decision. */
  boolean comparesImages() {
    return sameImages.isPresent();
  }

  /** Adds the image of a pair to the comparison. */
  void compare(Judged pair) {
    sameImages.orElseThrow().add(settled(pair));
  }

  /** The document, with a verdict of {@link LateVerdicts} if there is one. */
  Judged settled(Judged judged) {
    return late.isPresent() ? late.get().settled(judged) : judged;
  }

  /** A kept pair with the captions of all pairs of its image. */
  Judged withAllCaptions(Judged judged) {
    return sameImages.isPresent() ? sameImages.get().withAllCaptions(judged) : judged;
  }

  /**
   * The verdict of the earliest stage counts, whether the stage looks at one document or compares
   * many.
   *
   * @param judged the next document in order, from {@link #settled}; its text is not read
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

  /** Drops a duplicate, unless an earlier stage of the chain has a verdict. */
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
