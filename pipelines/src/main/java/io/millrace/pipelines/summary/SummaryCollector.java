package io.millrace.pipelines.summary;

import com.tdunning.math.stats.MergingDigest;
import io.millrace.corpus.Document;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.Verdict;
import io.millrace.shards.file.ShardInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Collects a {@link ShardSummary}. Documents must come in the order of the shard, so that digests
 * and examples are the same in every run.
 */
public final class SummaryCollector {

  /** Most examples for each reason. */
  public static final int EXAMPLES = 10;

  /** Kind of all records in a run with windows, whatever their input. */
  public static final String RECORDS = "record";

  /** Reason of the examples of kept pairs. */
  public static final String KEPT = "kept";

  /** Most examples of kept pairs. */
  private static final int KEPT_EXAMPLES = 48;

  private static final int EXCERPT = 400;

  /** Compression of the digests: the error of quantiles is about half a percent of rank. */
  private static final short COMPRESSION = 200;

  private final int shard;
  private final List<String> signals;
  private final int[] stageOfSignal;
  private final SortedMap<String, Long> read = new TreeMap<>();
  private final SortedMap<String, Long> skipped = new TreeMap<>();
  private final Ending.Sums endings = new Ending.Sums();
  private final SortedMap<String, SortedMap<String, Example>> examples = new TreeMap<>();
  private final List<Distribution> distributions = new ArrayList<>();
  private final TreeSet<NearMiss> nearMisses = new TreeSet<>();
  private final long[] zeros;
  private final List<ShardInfo> files = new ArrayList<>();
  private final boolean languagesMixed;
  private final UnaryOperator<String> shown;
  private final SortedMap<String, MergingDigest[]> open = new TreeMap<>();
  private MergingDigest[] digests;
  private RephraseCounts rephrase = RephraseCounts.NONE;
  private String language = "";
  private long repeated;

  /**
   * @param stages names of the stages by index
   * @param signals names of the signals by index, each with its stage and a dot in front
   * @param languagesMixed whether documents do not come sorted by language; needs memory for all
   *     languages at once
   * @param shown changes a text before it is shown as an example
   */
  public SummaryCollector(
      int shard,
      List<String> stages,
      List<String> signals,
      boolean languagesMixed,
      UnaryOperator<String> shown) {
    this.shown = shown;
    this.shard = shard;
    this.languagesMixed = languagesMixed;
    this.signals = List.copyOf(signals);
    this.zeros = new long[signals.size()];
    this.stageOfSignal =
        signals.stream()
            .mapToInt(signal -> stages.indexOf(signal.substring(0, signal.indexOf('.'))))
            .toArray();
    this.digests = open.computeIfAbsent(language, key -> new MergingDigest[signals.size()]);
  }

  public void addRead(String kind, long records, Map<String, Long> skippedKinds) {
    read.merge(kind, records, Long::sum);
    skippedKinds.forEach((what, count) -> skipped.merge(what, count, Long::sum));
  }

  /**
   * Subtracts repeated records from the records that were read, since they count once.
   *
   * @param records number of records that were left out
   */
  public void addRepeated(long records) {
    repeated += records;
  }

  public void addFile(ShardInfo file) {
    files.add(file);
  }

  public void addRephrasing(RephraseCounts counts) {
    rephrase = rephrase.plus(counts);
  }

  /**
   * Adds a document.
   *
   * @param image makes a small JPEG of a pair's image; called only for examples
   */
  public void add(
      EncodedDocument encoded,
      Verdict verdict,
      int stage,
      double[] values,
      Optional<Supplier<Optional<byte[]>>> image) {
    Document document = encoded.rest();
    if (!document.language().equals(language)) {
      if (!languagesMixed) {
        closeLanguages();
      }
      language = document.language();
      digests = open.computeIfAbsent(language, key -> new MergingDigest[signals.size()]);
    }
    for (int i = 0; i < values.length; i++) {
      // signals of stages after the verdict are not part of their distribution
      if (!Double.isNaN(values[i]) && stageOfSignal[i] <= stage) {
        if (digests[i] == null) {
          digests[i] = new MergingDigest(COMPRESSION);
        }
        digests[i].add(values[i]);
        if (values[i] == 0) {
          zeros[i]++;
        }
      }
    }
    String reason = reason(verdict);
    long copies = verdict instanceof Verdict.Kept kept ? kept.copies() : 0;
    endings.add(
        new Ending.Key(document.language(), stage, verdict.outcome(), reason),
        1,
        copies,
        encoded.text().length);
    if (!reason.isEmpty() || image.isPresent()) {
      addExample(reason.isEmpty() ? KEPT : reason, encoded, verdict, image);
    }
    if (verdict instanceof Verdict.Dropped dropped) {
      addNearMiss(encoded, dropped);
    }
  }

  private void addNearMiss(EncodedDocument document, Verdict.Dropped dropped) {
    double margin = NearMiss.margin(dropped);
    if (Double.isNaN(margin)
        || nearMisses.size() == NearMiss.MOST && margin > nearMisses.last().margin()) {
      return;
    }
    Example example = example(document.decoded(), dropped, "");
    nearMisses.add(new NearMiss(margin, dropped.reason().key(), example));
    if (nearMisses.size() > NearMiss.MOST) {
      nearMisses.pollLast();
    }
  }

  /** Keeps the examples with the smallest ids, which are hashes: the same sample in every run. */
  private void addExample(
      String reason,
      EncodedDocument document,
      Verdict verdict,
      Optional<Supplier<Optional<byte[]>>> image) {
    String id = document.rest().id();
    SortedMap<String, Example> ofReason = examples.computeIfAbsent(reason, key -> new TreeMap<>());
    int most = examples(reason);
    if (ofReason.size() < most || id.compareTo(ofReason.lastKey()) < 0) {
      String small =
          image
              .flatMap(Supplier::get)
              .map(bytes -> Base64.getEncoder().encodeToString(bytes))
              .orElse("");
      ofReason.put(id, example(document.decoded(), verdict, small));
      if (ofReason.size() > most) {
        ofReason.remove(ofReason.lastKey());
      }
    }
  }

  static byte[] bytes(MergingDigest digest) {
    ByteBuffer buffer = ByteBuffer.allocate(digest.byteSize());
    digest.asBytes(buffer);
    return buffer.array();
  }

  /** Most examples of a reason. */
  static int examples(String reason) {
    return reason.equals(KEPT) ? KEPT_EXAMPLES : EXAMPLES;
  }

  public ShardSummary build() {
    closeLanguages();
    if (repeated > 0) {
      read.merge(RECORDS, -repeated, Long::sum);
    }
    SortedMap<String, List<Example>> chosen = new TreeMap<>();
    examples.forEach((reason, some) -> chosen.put(reason, List.copyOf(some.values())));
    SortedMap<String, Long> zeroCounts = new TreeMap<>();
    for (int i = 0; i < zeros.length; i++) {
      if (zeros[i] > 0) {
        zeroCounts.put(signals.get(i), zeros[i]);
      }
    }
    return new ShardSummary(
        shard,
        read,
        skipped,
        endings.toList(),
        chosen,
        List.copyOf(nearMisses),
        distributions,
        zeroCounts,
        files,
        rephrase);
  }

  private void closeLanguages() {
    open.forEach(
        (name, some) -> {
          for (int i = 0; i < some.length; i++) {
            if (some[i] != null) {
              distributions.add(new Distribution(signals.get(i), name, bytes(some[i])));
            }
          }
        });
    open.clear();
  }

  private static String reason(Verdict verdict) {
    if (verdict instanceof Verdict.Dropped dropped) {
      return dropped.reason().key();
    }
    return verdict instanceof Verdict.Failed failed ? failed.reason().key() : "";
  }

  private Example example(Document document, Verdict verdict, String image) {
    Optional<Verdict.Dropped> dropped =
        verdict instanceof Verdict.Dropped found ? Optional.of(found) : Optional.empty();
    return new Example(
        document.id(),
        document.url(),
        document.language(),
        dropped.map(Verdict.Dropped::signal).orElse(""),
        dropped.map(found -> number(found.value())).orElse(null),
        dropped.map(found -> number(found.threshold())).orElse(null),
        dropped.map(Verdict.Dropped::duplicateOf).orElse(""),
        verdict instanceof Verdict.Failed failed ? failed.detail() : "",
        Example.excerpt(shown.apply(document.text()), EXCERPT),
        image);
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
