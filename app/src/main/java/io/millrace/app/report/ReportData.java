package io.millrace.app.report;

import io.millrace.corpus.WellFormed;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All data of a report; {@code report.json} has these fields in snake case. Language "und" means
 * unknown; a record counts for its last language.
 *
 * @param recipe the recipe as text, YAML or JSON
 * @param seconds wall-clock time of the whole run
 * @param stages steps of the funnel, in the order of the recipe
 * @param reasons why records were dropped or failed, in any order
 * @param distributions signals with their limits, in the order of the recipe
 * @param languages how the records of each language ended
 * @param speeds time spent in each stage
 * @param rephrase results of rephrasing; null without the stage
 * @param nearMisses dropped documents nearest to a limit, nearest first, when a run kept nothing
 * @param pairs some kept image-text pairs; null in a run of texts
 * @param warnings sentences
 */
public record ReportData(
    String run,
    String millraceVersion,
    String recipe,
    double seconds,
    List<Stage> stages,
    List<Reason> reasons,
    List<NearMiss> nearMisses,
    List<Distribution> distributions,
    List<Language> languages,
    List<Speed> speeds,
    List<Model> models,
    Rephrase rephrase,
    List<Example> pairs,
    List<String> warnings) {

  /** Most examples of one reason. */
  public static final int MAX_EXAMPLES = 10;

  /** Length of an example's excerpt in code points. */
  public static final int MAX_EXCERPT = 400;

  public ReportData {
    stages = List.copyOf(stages);
    reasons = List.copyOf(reasons);
    nearMisses = nearMisses == null ? List.of() : List.copyOf(nearMisses);
    distributions = List.copyOf(distributions);
    languages = List.copyOf(languages);
    speeds = List.copyOf(speeds);
    models = List.copyOf(models);
    warnings = List.copyOf(warnings);
  }

  /**
   * One step of the funnel; every number by language.
   *
   * @param in records that reached the stage
   * @param dropped records that it dropped
   * @param failed records that it could not process
   */
  public record Stage(
      String stage,
      SortedMap<String, Long> in,
      SortedMap<String, Long> dropped,
      SortedMap<String, Long> failed) {
    public Stage {
      in = copy(in);
      dropped = copy(dropped);
      failed = copy(failed);
    }
  }

  /**
   * Records lost for one reason.
   *
   * @param stage stage of the reason, or "read"
   * @param examples at most {@link #MAX_EXAMPLES}
   */
  public record Reason(
      String stage, String reason, String description, long count, List<Example> examples) {
    public Reason {
      if (examples.size() > MAX_EXAMPLES) {
        throw new IllegalArgumentException(
            "reason " + reason + " has " + examples.size() + " examples, at most " + MAX_EXAMPLES);
      }
      examples = List.copyOf(examples);
    }
  }

  /**
   * A lost record.
   *
   * @param signal signal that decided, or ""
   * @param value its value, or null
   * @param threshold the broken limit, or null
   * @param excerpt beginning of the text, or details of a failure; cut to {@link #MAX_EXCERPT} code
   *     points
   * @param image a small JPEG in base 64 for an image-text pair; else ""
   */
  public record Example(
      String id,
      String url,
      String language,
      String signal,
      Double value,
      Double threshold,
      String excerpt,
      String image) {
    public Example {
      excerpt = WellFormed.of(cut(excerpt));
    }

    private static String cut(String text) {
      // a code point has at most two chars, so a prefix of a long text is enough
      String head = text.substring(0, Math.min(text.length(), 2 * MAX_EXCERPT));
      return head.codePointCount(0, head.length()) <= MAX_EXCERPT
          ? head
          : head.substring(0, head.offsetByCodePoints(0, MAX_EXCERPT));
    }
  }

  /**
   * A dropped document that is close to a limit.
   *
   * @param description meaning of the reason
   * @param missed a sentence: value of the signal, and the limit
   * @param keeps a sentence: the setting that keeps the document at this stage
   */
  public record NearMiss(
      String stage,
      String reason,
      String description,
      String missed,
      String keeps,
      Example example) {}

  /**
   * Values of one signal over the documents of all languages, with its limit.
   *
   * @param reason key of the reason when the limit is broken
   * @param side "at_least" or "at_most"
   * @param threshold the default limit
   * @param thresholds other limits, by language
   * @param zeros documents with value 0, which are not in the bins; 0 when values can be negative
   * @param edges ascending bounds of the bins, one more than bins
   * @param counts documents in each bin; the last bin includes its upper bound
   */
  public record Distribution(
      String stage,
      String signal,
      String reason,
      String side,
      double threshold,
      SortedMap<String, Double> thresholds,
      long zeros,
      List<Double> edges,
      List<Long> counts) {
    public Distribution {
      if (edges.size() != counts.size() + 1) {
        throw new IllegalArgumentException(
            "signal " + signal + " has " + counts.size() + " bins and " + edges.size() + " edges");
      }
      thresholds = copy(thresholds);
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
    }
  }

  /**
   * How the records of a language ended: input = kept + dropped + failed + late.
   *
   * @param written documents in shards, including up-sampled copies
   * @param bytes UTF-8 bytes of their texts
   */
  public record Language(
      String language,
      long input,
      long kept,
      long dropped,
      long failed,
      long late,
      long written,
      long bytes) {}

  /**
   * Time of one stage, summed over all threads.
   *
   * @param records records that entered it
   * @param bytes bytes of texts or pages that entered it
   */
  public record Speed(String stage, double seconds, long records, long bytes) {}

  /**
   * Results of rephrasing.
   *
   * @param counts counts by name
   * @param outcomes documents times styles, by outcome
   * @param failed passages without an accepted answer, by the first reason
   * @param sentences the same as text
   * @param passages examples of passages with their answers
   */
  public record Rephrase(
      String model,
      SortedMap<String, Long> counts,
      SortedMap<String, Long> outcomes,
      SortedMap<String, Long> failed,
      List<String> sentences,
      List<Passage> passages) {
    public Rephrase {
      sentences = sentences == null ? List.of() : List.copyOf(sentences);
      counts = copy(counts);
      outcomes = copy(outcomes);
      failed = copy(failed);
      passages = List.copyOf(passages);
    }
  }

  /**
   * A passage with a model's answer.
   *
   * @param failures why the answer is not used, as text; empty when it is used
   * @param diff word by word difference of source and answer
   */
  public record Passage(
      String id,
      String language,
      String style,
      String source,
      String answer,
      List<String> failures,
      String detail,
      List<WordDiff.Part> diff) {
    public Passage {
      diff = diff == null ? List.of() : List.copyOf(diff);
      source = WellFormed.of(source);
      answer = WellFormed.of(answer);
      failures = List.copyOf(failures);
    }
  }

  /** A model file. */
  public record Model(String name, String sha256) {}

  private static <T> SortedMap<String, T> copy(SortedMap<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
