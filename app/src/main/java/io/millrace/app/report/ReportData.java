package io.millrace.app.report;

import io.millrace.corpus.WellFormed;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a report shows; {@code report.json} has these fields in snake case. Language "und"
 * stands for unknown; a record counts for the language it had in the end.
 *
 * @param run name of the run
 * @param millraceVersion version that ran
 * @param recipe the recipe as text, YAML or JSON
 * @param seconds wall-clock time of the whole run
 * @param stages the funnel, in the order of the recipe
 * @param reasons why records were dropped or failed, in any order
 * @param distributions signals with their limits, in the order of the recipe
 * @param languages how the records of each language ended
 * @param speeds time spent in each stage
 * @param models models used
 * @param rephrase what rephrasing came to; null without the stage
 * @param nearMisses of a run that kept nothing, the documents that were dropped nearest to a limit,
 *     the nearest first
 * @param pairs some of the image-text pairs that were kept; null when the records were none
 * @param warnings sentences for people
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

  /** Examples kept for one reason. */
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

  /** Of a run of texts that rephrased nothing. */
  public ReportData(
      String run,
      String millraceVersion,
      String recipe,
      double seconds,
      List<Stage> stages,
      List<Reason> reasons,
      List<Distribution> distributions,
      List<Language> languages,
      List<Speed> speeds,
      List<Model> models,
      List<String> warnings) {
    this(
        run,
        millraceVersion,
        recipe,
        seconds,
        stages,
        reasons,
        List.of(),
        distributions,
        languages,
        speeds,
        models,
        null,
        null,
        warnings);
  }

  /**
   * One step of the funnel; every number by language.
   *
   * @param in records that reached the stage
   * @param dropped records it decided against
   * @param failed records it could not work on
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
   * @param stage stage that gave the reason, or "read"
   * @param reason key of the reason
   * @param description what it means
   * @param count records lost for it
   * @param examples some of them, at most {@link #MAX_EXAMPLES}
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
   * A record that was lost.
   *
   * @param signal signal that decided, or ""
   * @param value its value; null without one
   * @param threshold the limit it passed; null without one
   * @param excerpt beginning of the text, or for a failure what is known; cut to {@link
   *     #MAX_EXCERPT} code points
   * @param image a small JPEG in base 64, of an image-text pair; else ""
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
      // no more than two chars to a code point, so only the beginning of a long text is looked at
      String head = text.substring(0, Math.min(text.length(), 2 * MAX_EXCERPT));
      return head.codePointCount(0, head.length()) <= MAX_EXCERPT
          ? head
          : head.substring(0, head.offsetByCodePoints(0, MAX_EXCERPT));
    }
  }

  /**
   * A document that was dropped a little beyond a limit.
   *
   * @param description what the reason means
   * @param missed what its signal was and what the limit asks, as a sentence
   * @param keeps what would have kept it at this stage, as a sentence
   */
  public record NearMiss(
      String stage,
      String reason,
      String description,
      String missed,
      String keeps,
      Example example) {}

  /**
   * Values of one signal over the documents of all languages, with the limit set on it.
   *
   * @param reason key of the reason given when the limit is passed
   * @param side "at_least" or "at_most": what the limit asks of the signal
   * @param threshold the limit for languages not named
   * @param thresholds limits that differ, by language
   * @param zeros documents whose value is 0, which are not in the bins; 0 where values are negative
   * @param edges bounds of the bins, rising, one more than there are bins
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
   * @param written documents in shards, copies included
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
   * Time spent in one stage, added up over all threads.
   *
   * @param records records that entered it
   * @param bytes bytes of text or page that entered it
   */
  public record Speed(String stage, double seconds, long records, long bytes) {}

  /**
   * What rephrasing came to.
   *
   * @param counts numbers by what they count
   * @param outcomes documents and styles by what came of them
   * @param failed passages without a good answer, by the first reason
   * @param sentences the same in words
   * @param passages some passages with their answers
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
   * @param failures why the answer is not used, as sentences; empty when it is
   * @param diff the answer against the source, word by word
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

  /** A model that was used. */
  public record Model(String name, String sha256) {}

  private static <T> SortedMap<String, T> copy(SortedMap<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
