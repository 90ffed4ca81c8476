package io.millrace.pipelines.step.image;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageFacts;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.HashKeys;
import io.millrace.dedup.Mark;
import io.millrace.dedup.MarkPartitions;
import io.millrace.dedup.SharedTextKeys;
import io.millrace.images.hash.EvaluationHashes;
import io.millrace.images.hash.ImageDedupSettings;
import io.millrace.images.hash.ImageHash;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Step;
import io.millrace.pipelines.step.WorkingDocument;
import io.millrace.shards.pair.PairRow;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the keys of similar images and equal captions, and drops evaluation images. */
public final class ImageMarkStep implements Step {

  private final ImageDedupSettings settings;
  private final HashKeys keys;
  private final SharedTextKeys captions;
  private final MarkPartitions marks;

  /** Pairs of one address come in sequence, the earliest first, which represents all of them. */
  private ImageFacts lastMarked;

  private EvaluationHashes evaluation;

  public ImageMarkStep(ImageDedupSettings settings, MarkPartitions marks) {
    this.settings = settings;
    this.keys = new HashKeys(settings.distance());
    this.captions = new SharedTextKeys(settings.maxSameCaption());
    this.marks = marks;
  }

  @Override
  public void prepare() {
    evaluation = EvaluationHashes.read(settings);
  }

  @Override
  public List<String> signals() {
    return List.of("evaluation_distance");
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    Optional<ImageFacts> facts = working.image().flatMap(ImagePart::facts);
    if (facts.isPresent()) {
      ImageFacts known = facts.get();
      ImageHash hash = ImageHash.of(known);
      SortedMap<String, String> metadata = new TreeMap<>(working.document().metadata());
      metadata.put(PairRow.PHASH, hash.hex());
      working.replace(working.document().withMetadata(metadata));
      Optional<EvaluationHashes.Match> match = evaluation.nearest(hash);
      if (match.isPresent()) {
        working.signals()[offset] = match.get().distance();
        return Optional.of(
            Verdict.Dropped.because(
                DropReason.EVALUATION_IMAGE,
                "evaluation_distance",
                match.get().distance(),
                settings.evaluationDistance()));
      }
      Hash128 image = working.image().flatMap(ImagePart::imageHash).orElseThrow();
      Document document = working.document();
      long time = Mark.timestamp(document.timestamp());
      captions.mark(image, time, document.language(), document.text(), marks);
      if (known != lastMarked) {
        if (settings.near() && hash.isComparable(settings)) {
          Hash128 pair = working.id();
          keys.mark(image, time, pair, hash.pHash(), hash.dHash(), marks);
        }
        lastMarked = known;
      }
    }
    return Optional.empty();
  }
}
