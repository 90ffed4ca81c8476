package io.millrace.pipelines.summary;

import com.tdunning.math.stats.MergingDigest;
import io.millrace.corpus.Outcome;
import io.millrace.shards.file.ShardInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of a run: the summaries of its shards, merged in order.
 *
 * @param read input records as counted by the readers, by kind of input
 * @param endings one for each language, stage, outcome and reason
 * @param nearMisses documents dropped closest to a limit, the closest first
 * @param distributions digest of each signal by language
 * @param zeros documents whose signal is 0, by signal; digests are not exact enough for this
 */
public record RunSummary(
    SortedMap<String, Long> read,
    SortedMap<String, Long> skipped,
    List<Ending> endings,
    SortedMap<String, List<Example>> examples,
    List<NearMiss> nearMisses,
    SortedMap<String, SortedMap<String, MergingDigest>> distributions,
    SortedMap<String, Long> zeros,
    List<ShardInfo> files,
    RephraseCounts rephrase) {

  public static RunSummary merge(List<ShardSummary> shards) {
    SortedMap<String, Long> read = new TreeMap<>();
    SortedMap<String, Long> skipped = new TreeMap<>();
    SortedMap<String, List<Example>> examples = new TreeMap<>();
    SortedMap<String, SortedMap<String, MergingDigest>> distributions = new TreeMap<>();
    SortedMap<String, Long> zeros = new TreeMap<>();
    List<NearMiss> nearMisses = List.of();
    List<ShardInfo> files = new ArrayList<>();
    RephraseCounts rephrase = RephraseCounts.NONE;
    for (ShardSummary shard : shards) {
      shard.read().forEach((kind, count) -> read.merge(kind, count, Long::sum));
      shard.skipped().forEach((kind, count) -> skipped.merge(kind, count, Long::sum));
      shard.examples().forEach((reason, some) -> addExamples(examples, reason, some));
      nearMisses = NearMiss.nearest(nearMisses, shard.nearMisses());
      shard.zeros().forEach((signal, count) -> zeros.merge(signal, count, Long::sum));
      shard.distributions().forEach(each -> addDistribution(distributions, each));
      files.addAll(shard.files());
      rephrase = rephrase.plus(shard.rephrase());
    }
    files.sort(null);
    return new RunSummary(
        read,
        skipped,
        mergeEndings(shards),
        examples,
        nearMisses,
        distributions,
        zeros,
        files,
        rephrase);
  }

  /** Input records with a verdict of this outcome. */
  public long documents(Outcome outcome) {
    return endings.stream()
        .filter(ending -> ending.outcome() == outcome)
        .mapToLong(Ending::documents)
        .sum();
  }

  /** Input records with a verdict. */
  public long verdicts() {
    return endings.stream().mapToLong(Ending::documents).sum();
  }

  private static List<Ending> mergeEndings(List<ShardSummary> shards) {
    Ending.Sums sums = new Ending.Sums();
    for (ShardSummary shard : shards) {
      for (Ending each : shard.endings()) {
        sums.add(
            new Ending.Key(each.language(), each.stage(), each.outcome(), each.reason()),
            each.documents(),
            each.copies(),
            each.bytes());
      }
    }
    return sums.toList();
  }

  private static void addExamples(
      SortedMap<String, List<Example>> examples, String reason, List<Example> some) {
    List<Example> all = examples.computeIfAbsent(reason, key -> new ArrayList<>());
    all.addAll(some);
    all.sort(Comparator.comparing(Example::id));
    int most = SummaryCollector.examples(reason);
    if (all.size() > most) {
      all.subList(most, all.size()).clear();
    }
  }

  private static void addDistribution(
      SortedMap<String, SortedMap<String, MergingDigest>> all, Distribution added) {
    MergingDigest digest = MergingDigest.fromBytes(ByteBuffer.wrap(added.digest()));
    all.computeIfAbsent(added.signal(), key -> new TreeMap<>())
        .merge(
            added.language(),
            digest,
            (sum, more) -> {
              sum.add(List.of(more));
              return sum;
            });
  }
}
