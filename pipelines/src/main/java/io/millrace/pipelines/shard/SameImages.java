package io.millrace.pipelines.shard;

import io.millrace.corpus.Caption;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.Mark;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds pairs of a shard with the same image. The image decides on the shard, so all pairs of an
 * image are in one. The pair that is first by (timestamp, id) is kept and gets the captions of the
 * others. Call {@link #add} with all pairs before any other method.
 */
final class SameImages {

  /** Most captions that a pair gets from others: about two for each language of the web. */
  private static final int MAX_CAPTIONS = 200;

  /** All pairs of one image. */
  private static final class Group {
    private long time;
    private Hash128 id;
    private final Set<Hash128> pages = new HashSet<>();
    private final Set<Caption> captions = new LinkedHashSet<>();
  }

  private final ImageJob job;
  private final Map<Hash128, Group> groups = new HashMap<>();

  SameImages(ImageJob job) {
    this.job = job;
  }

  /** Only a pair that passed every stage can represent an image. */
  private boolean takesPart(Judged judged) {
    return job.mergesImages()
        && judged.ended().isEmpty()
        && judged.image().flatMap(ImagePart::facts).isPresent();
  }

  /** Adds a pair; the order of pairs must be the same in every run. */
  void add(Judged judged) {
    if (!takesPart(judged)) {
      return;
    }
    Document document = judged.document();
    ImagePart part = judged.image().orElseThrow();
    Group group = groups.computeIfAbsent(part.imageHash().orElseThrow(), key -> new Group());
    long time = Mark.timestamp(document.timestamp());
    Hash128 id = judged.id();
    if (group.id == null || time < group.time || time == group.time && id.compareTo(group.id) < 0) {
      group.time = time;
      group.id = id;
    }
    if (group.pages.size() <= job.maxPages()) {
      group.pages.add(Hash128.of(document.url()));
    }
    for (Caption caption : part.captionsWith(document)) {
      if (group.captions.size() < MAX_CAPTIONS) {
        group.captions.add(caption);
      }
    }
  }

  /** The verdict that drops the pair because of others with its image, if any. */
  Optional<Verdict> verdict(Judged judged) {
    if (!takesPart(judged)) {
      return Optional.empty();
    }
    Group group = groups.get(judged.image().orElseThrow().imageHash().orElseThrow());
    if (group.pages.size() > job.maxPages()) {
      return Optional.of(
          Verdict.Dropped.because(
              DropReason.REPEATED_IMAGE, "pages", group.pages.size(), job.maxPages()));
    }
    return judged.id().equals(group.id)
        ? Optional.empty()
        : Optional.of(
            Verdict.Dropped.duplicate(DropReason.SAME_IMAGE, group.id.toHex(), 1, Double.NaN));
  }

  /** The pair with the captions of all pairs of its image, its own first. */
  Judged withAllCaptions(Judged judged) {
    if (!takesPart(judged)) {
      return judged;
    }
    ImagePart part = judged.image().orElseThrow();
    List<Caption> own = part.captionsWith(judged.document());
    List<Caption> more = new ArrayList<>(part.captions());
    for (Caption caption : groups.get(part.imageHash().orElseThrow()).captions) {
      if (!own.contains(caption)) {
        more.add(caption);
      }
    }
    return judged.withImage(part.withCaptions(more));
  }
}
