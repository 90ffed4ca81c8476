package io.millrace.pipelines.summary;

import com.tdunning.math.stats.MergingDigest;
import io.millrace.corpus.Document;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.Outcome;
import io.millrace.corpus.Verdict;
import io.millrace.shards.file.ShardInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Collects a {@link ShardSummary}. Documents come in the order of the shard, which makes the
 * digests and the choice of examples repeatable.
 */
public final class SummaryCollector {

  /** Examples kept for each reason. */
  public static final int EXAMPLES = 10;

  /** Kind under which records are counted where there are windows, whatever they came from. */
  public static final String RECORDS = "record";

  /** Under this reason are pairs that were kept. */
  public static final String KEPT = "kept";

  /** Kept pairs that are shown. */
  private static final int KEPT_EXAMPLES = 48;

  private static final int EXCERPT = 400;

  /** Compression of the digests: quantiles are right to about half a percent of rank. */
  private static final short COMPRESSION = 200;

  private record Key(String language, int stage, Outcome outcome, String reason) {}

  private final int shard;
  private final List<String> signals;
  private final int[] stageOfSignal;
  private final SortedMap<String, Long> read = new TreeMap<>();
  private final SortedMap<String, Long> skipped = new TreeMap<>();
  private final SortedMap<Key, long[]> endings =
      new TreeMap<>(
          Comparator.comparing(Key::language)
              .thenComparing(Key::stage)
              .thenComparing(Key::outcome)
              .thenComparing(Key::reason));
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
   * @param stages names of the stages by place
   * @param signals names of the signals by place, each beginning with its stage and a dot
   * @param languagesMixed whether documents of a language may come apart; costs memory for all
   *     languages at once
   */
  public SummaryCollector(
      int shard, List<String> stages, List<String> signals, boolean languagesMixed) {
    this(shard, stages, signals, languagesMixed, UnaryOperator.identity());
  }

  /**
   * @param shown what becomes of a text before it is shown as an example
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
   * Takes records that came again off those that were read: they are one record with the first.
   *
   * @param records how many were left out
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

  /** Adds one document. */
  public void add(EncodedDocument document, Verdict verdict, int stage, double[] values) {
    add(document, verdict, stage, values, Optional.empty());
  }

  /**
   * Adds the document of a pair.
   *
   * @param image makes a small JPEG of the pair's image, asked only for examples
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
      // what a later stage measured after the drop is for the verdict, not for what that stage saw
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
    long[] counts =
        endings.computeIfAbsent(
            new Key(document.language(), stage, verdict.outcome(), reason), key -> new long[3]);
    counts[0]++;
    counts[1] += copies;
    counts[2] += encoded.text().length;
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

  /**
   * Those with the smallest ids, hashes themselves: a sample over all languages, always the same.
   */
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

  /** Examples that are kept of a reason. */
  static int examples(String reason) {
    return reason.equals(KEPT) ? KEPT_EXAMPLES : EXAMPLES;
  }

  public ShardSummary build() {
    closeLanguages();
    if (repeated > 0) {
      read.merge(RECORDS, -repeated, Long::sum);
    }
    List<Ending> all = new ArrayList<>();
    endings.forEach(
        (key, counts) ->
            all.add(
                new Ending(
                    key.language(),
                    key.stage(),
                    key.outcome(),
                    key.reason(),
                    counts[0],
                    counts[1],
                    counts[2])));
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
        all,
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
    String excerpt = excerpt(shown.apply(document.text()));
    if (verdict instanceof Verdict.Dropped dropped) {
      return new Example(
          document.id(),
          document.url(),
          document.language(),
          dropped.signal(),
          number(dropped.value()),
          number(dropped.threshold()),
          dropped.duplicateOf(),
          "",
          excerpt,
          image);
    }
    String detail = verdict instanceof Verdict.Failed failed ? failed.detail() : "";
    return new Example(
        document.id(),
        document.url(),
        document.language(),
        "",
        null,
        null,
        "",
        detail,
        excerpt,
        image);
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static String excerpt(String text) {
    if (text.length() <= EXCERPT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
    return text.substring(0, end);
  }
}
