package io.millrace.pipelines.summary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What rephrasing came to in a shard or a run.
 *
 * @param calls requests sent to models, retries included
 * @param retries of these, those that repeat a failed one
 * @param promptTokens as the servers counted them, of this run's calls
 * @param completionTokens as the servers counted them, of this run's calls
 * @param picos what these cost, in millionths of a millionth of the currency's unit
 * @param generated answers made for this run
 * @param cached answers that were known
 * @param written rephrased documents in shards
 * @param outcomes documents and styles by what came of them
 * @param passages passages of all these
 * @param passed of these, those with a good answer
 * @param failed the others, by the first reason
 * @param prompts style and language by hash of the prompt
 * @param examples some passages, by the smallest ids
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

  /** Examples kept of each language, half of them of good answers. */
  public static final int EXAMPLES = 4;

  /** Nothing. */
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
   * A passage with its answer, to be looked at.
   *
   * @param id of the document
   * @param failures why the answer is not used; empty when it is
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

  /** The sum of both. */
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

  /** Those with the smallest ids, which are hashes: a sample that is always the same. */
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
