package io.millrace.pipelines.summary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of rephrasing in a shard or a run.
 *
 * @param calls requests sent to models, with retries
 * @param retries requests that repeat a failed one
 * @param promptTokens tokens of the prompts of this run's calls, as counted by the servers
 * @param completionTokens tokens of the answers of this run's calls, as counted by the servers
 * @param picos cost of the calls, in 10^-12 of the currency unit
 * @param generated answers generated for this run
 * @param cached answers from the cache
 * @param written rephrased documents in shards
 * @param outcomes pairs of document and style, by outcome
 * @param passages passages of all these
 * @param passed passages whose answer passed the gates
 * @param failed other passages, by the first reason
 * @param prompts style and language by hash of the prompt
 * @param examples passages with the smallest ids
 */
public record RephraseCounts(
    long calls,
    long retries,
    long promptTokens,
    long completionTokens,
    long picos,
    long generated,
    long cached,
    long written,
    SortedMap<String, Long> outcomes,
    long passages,
    long passed,
    SortedMap<String, Long> failed,
    SortedMap<String, String> prompts,
    List<Passage> examples) {

  /** Examples for each language, half of them of answers that passed. */
  public static final int EXAMPLES = 4;

  public static final RephraseCounts NONE =
      new RephraseCounts(
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          new TreeMap<>(),
          0,
          0,
          new TreeMap<>(),
          new TreeMap<>(),
          List.of());

  /**
   * A passage with its answer.
   *
   * @param id id of the document
   * @param failures why the answer is not used; empty if it is
   */
  public record Passage(
      String id,
      int number,
      String language,
      String style,
      String source,
      String answer,
      List<String> failures,
      String detail) {}

  public RephraseCounts {
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
    prompts = Collections.unmodifiableSortedMap(new TreeMap<>(prompts));
    examples = chosen(examples);
  }

  public RephraseCounts plus(RephraseCounts other) {
    SortedMap<String, String> all = new TreeMap<>(prompts);
    all.putAll(other.prompts);
    List<Passage> both = new ArrayList<>(examples);
    both.addAll(other.examples);
    return new RephraseCounts(
        calls + other.calls,
        retries + other.retries,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens,
        picos + other.picos,
        generated + other.generated,
        cached + other.cached,
        written + other.written,
        sum(outcomes, other.outcomes),
        passages + other.passages,
        passed + other.passed,
        sum(failed, other.failed),
        all,
        both);
  }

  private static SortedMap<String, Long> sum(
      SortedMap<String, Long> left, SortedMap<String, Long> right) {
    SortedMap<String, Long> sum = new TreeMap<>(left);
    right.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return sum;
  }

  /** The examples with the smallest ids, which are hashes: the same sample in every run. */
  private static List<Passage> chosen(List<Passage> examples) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    return examples.stream()
        .sorted(
            Comparator.comparing(Passage::language)
                .thenComparing(Passage::id)
                .thenComparing(Passage::number)
                .thenComparing(Passage::style))
        .filter(
            each ->
                counts.merge(each.language() + each.failures().isEmpty(), 1, Integer::sum)
                    <= EXAMPLES / 2)
        .toList();
  }
}
