package io.millrace.shards.layout;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.shards.file.ShardInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Inputs, recipe, models and results of a run: the content of {@code manifest.json}. It depends on
 * recipe, models and input only; times are in report.json.
 *
 * @param formatVersion version of this layout; {@link #FORMAT_VERSION}
 * @param millraceVersion version that wrote the output
 * @param recipeSha256 hash of the recipe's {@link ManifestJson#canonical} form
 * @param recipe the complete recipe with all defaults
 * @param models used models in order of name
 * @param inputs records found in the inputs
 * @param totals outcomes of the records
 * @param stages counts of each stage, in the order of the recipe
 * @param languages outcomes by language; "und" means unknown
 * @param reasons dropped and failed records by stage and reason
 * @param rephrase results of rephrasing; {@link Rephrase#NONE}, which is not in the file, without
 *     the stage
 * @param shards files of documents, in order of path
 * @param rejected files of rejects, in order of path
 * @param verdicts files of verdicts, in order of path
 * @param companions files that repeat the content of shards ({@link Shards#isCompanion}), in order
 *     of path; not in the file when empty
 * @param takedowns takedowns after the run, the latest last; not in the file when empty
 * @param plugins jars of the plugins folder, in order of file name; not in the file when empty
 */
public record Manifest(
    int formatVersion,
    String millraceVersion,
    String recipeSha256,
    JsonNode recipe,
    List<Model> models,
    Inputs inputs,
    Counts totals,
    List<Stage> stages,
    SortedMap<String, Counts> languages,
    SortedMap<String, SortedMap<String, Long>> reasons,
    Rephrase rephrase,
    List<ShardInfo> shards,
    List<ShardInfo> rejected,
    List<ShardInfo> verdicts,
    List<ShardInfo> companions,
    List<Takedown> takedowns,
    List<PluginJar> plugins) {

  public static final int FORMAT_VERSION = 1;

  public Manifest {
    models = List.copyOf(models);
    stages = List.copyOf(stages);
    languages = Collections.unmodifiableSortedMap(new TreeMap<>(languages));
    SortedMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
    reasons.forEach(
        (stage, counts) ->
            copy.put(stage, Collections.unmodifiableSortedMap(new TreeMap<>(counts))));
    reasons = Collections.unmodifiableSortedMap(copy);
    shards = sorted(shards);
    rejected = sorted(rejected);
    verdicts = sorted(verdicts);
    companions = sorted(companions);
    takedowns = List.copyOf(takedowns);
    plugins = List.copyOf(plugins);
  }

  private static List<ShardInfo> sorted(List<ShardInfo> files) {
    return files.stream().sorted().toList();
  }

  /**
   * A model that the run used.
   *
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record Model(String name, String sha256) {}

  /**
   * A jar of the plugins folder.
   *
   * @param file its name
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record PluginJar(String file, String sha256) {}

  /**
   * Records found in the inputs.
   *
   * @param records input records by kind of input
   * @param skipped things without a verdict by kind: those that are not documents, and {@code
   *     not_sampled} records
   * @param sample the sample that was read; {@link Sample#ALL} is not in the file
   */
  public record Inputs(
      SortedMap<String, Long> records, SortedMap<String, Long> skipped, Sample sample) {

    public Inputs {
      records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
      skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }
  }

  /**
   * A sample of the input, chosen by hashes of ids.
   *
   * @param share approximate share of all records
   * @param limit maximum number of ids; 0 for no limit
   */
  public record Sample(double share, long limit) {

    public static final Sample ALL = new Sample(1, 0);
  }

  /**
   * Outcomes of records: input = kept + dropped + failed + late.
   *
   * @param written documents in shards, including copies of up-sampled documents
   */
  public record Counts(long input, long kept, long dropped, long failed, long late, long written) {}

  /**
   * Counts of one stage.
   *
   * @param in records that reached the stage
   */
  public record Stage(String stage, long in, long dropped, long failed) {}

  /**
   * Results of rephrasing. Rephrased documents are not input records and are counted only here.
   * {@code calls}, {@code retries}, {@code cached}, {@code generated}, tokens and cost depend on
   * the cache of the run; all other counts depend on recipe and input only.
   *
   * @param model name of the model, "" without the stage
   * @param calls requests sent to models in this run, including retries
   * @param retries calls that repeat a failed one
   * @param generated answers generated for this run
   * @param cached answers from the cache or from an equal request
   * @param promptTokens input tokens of this run as counted by the servers
   * @param completionTokens output tokens of this run as counted by the servers
   * @param costMicros cost of these tokens in millionths of the currency's unit
   * @param written rephrased documents in shards
   * @param outcomes pairs of document and style by outcome
   * @param passages passages of these documents
   * @param passed passages with an accepted answer
   * @param failed the other passages by first reason
   * @param prompts style and language by hash of the prompt
   * @param budget limits and used amounts after the run, by name; empty without limits
   * @param answers files of rephrasings with unused answers, in order of path
   * @param choices files of the policy's choices and their results, in order of path
   */
  public record Rephrase(
      String model,
      long calls,
      long retries,
      long generated,
      long cached,
      long promptTokens,
      long completionTokens,
      long costMicros,
      long written,
      SortedMap<String, Long> outcomes,
      long passages,
      long passed,
      SortedMap<String, Long> failed,
      SortedMap<String, String> prompts,
      SortedMap<String, Long> budget,
      List<ShardInfo> answers,
      List<ShardInfo> choices) {

    public static final Rephrase NONE =
        new Rephrase(
            "",
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
            new TreeMap<>(),
            List.of(),
            List.of());

    public Rephrase {
      outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
      failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
      prompts = Collections.unmodifiableSortedMap(new TreeMap<>(prompts));
      budget = Collections.unmodifiableSortedMap(new TreeMap<>(budget));
      answers = sorted(answers);
      choices = sorted(choices);
    }
  }

  /**
   * The effect of one takedown request on a finished output.
   *
   * @param date day of the request in ISO 8601
   * @param selectors selectors of the request
   * @param documents input records removed from shards; each counts as dropped
   * @param rephrasings rephrased documents removed from shards
   * @param rejects records of rejects and unused answers whose text was removed
   * @param files rewritten files in order of path
   */
  public record Takedown(
      String date,
      List<String> selectors,
      long documents,
      long rephrasings,
      long rejects,
      List<Change> files) {
    public Takedown {
      selectors = List.copyOf(selectors);
      files = List.copyOf(files);
    }
  }

  /**
   * A file before and after.
   *
   * @param sha256Before "" when the file did not exist
   * @param sha256After "" when the file no longer exists
   */
  public record Change(
      String path, long recordsBefore, String sha256Before, long recordsAfter, String sha256After) {

    /**
     * @param before null when the file did not exist
     * @param after null when the file no longer exists
     */
    public static Change of(String path, ShardInfo before, ShardInfo after) {
      return new Change(
          path,
          before == null ? 0 : before.records(),
          before == null ? "" : before.sha256(),
          after == null ? 0 : after.records(),
          after == null ? "" : after.sha256());
    }
  }

  public List<ShardInfo> files() {
    List<ShardInfo> files = new ArrayList<>(shards);
    files.addAll(rejected);
    files.addAll(rephrase.answers);
    files.addAll(rephrase.choices);
    files.addAll(verdicts);
    files.addAll(companions);
    return files;
  }

  /** One line for each inconsistency; empty when all counts add up. */
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    addUp(found, "totals", totals);
    languages.forEach((language, counts) -> addUp(found, "language " + language, counts));
    equal(found, "inputs.records", sum(inputs.records.values()), totals.input);
    if (!languages.isEmpty()) {
      Collection<Counts> counts = languages.values();
      equal(found, "languages.input", sum(counts, Counts::input), totals.input);
      equal(found, "languages.kept", sum(counts, Counts::kept), totals.kept);
      equal(found, "languages.dropped", sum(counts, Counts::dropped), totals.dropped);
      equal(found, "languages.failed", sum(counts, Counts::failed), totals.failed);
      equal(found, "languages.late", sum(counts, Counts::late), totals.late);
      equal(found, "languages.written", sum(counts, Counts::written), totals.written);
    }
    equal(found, "stages.dropped", sum(stages, Stage::dropped), totals.dropped);
    equal(found, "stages.failed", sum(stages, Stage::failed), totals.failed);
    for (Stage stage : stages) {
      long reasoned = sum(reasons.getOrDefault(stage.stage, new TreeMap<>()).values());
      equal(found, "reasons of " + stage.stage, reasoned, stage.dropped + stage.failed);
      if (stage.dropped + stage.failed > stage.in) {
        found.add("stage " + stage.stage + " loses more records than reach it");
      }
    }
    equal(
        found,
        "records of shards",
        sum(shards, ShardInfo::records),
        totals.written + rephrase.written);
    equal(
        found,
        "rephrase.passed and failed",
        rephrase.passed + sum(rephrase.failed.values()),
        rephrase.passages);
    equal(found, "records of verdicts", sum(verdicts, ShardInfo::records), totals.input);
    if (!rejected.isEmpty()) {
      long lost = totals.dropped + totals.failed + totals.late;
      equal(found, "records of rejected", sum(rejected, ShardInfo::records), lost);
    }
    return found;
  }

  private static void addUp(List<String> found, String what, Counts counts) {
    long ends = counts.kept + counts.dropped + counts.failed + counts.late;
    if (counts.input != ends) {
      found.add(
          what
              + (": input " + counts.input + " is not kept " + counts.kept)
              + (" + dropped " + counts.dropped + " + failed " + counts.failed)
              + (" + late " + counts.late));
    }
    if (counts.written < counts.kept) {
      found.add(what + ": kept " + counts.kept + " but written " + counts.written);
    }
  }

  private static void equal(List<String> found, String what, long is, long must) {
    if (is != must) {
      found.add(what + " add up to " + is + ", must be " + must);
    }
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private static <T> long sum(Collection<T> items, ToLongFunction<T> count) {
    return items.stream().mapToLong(count).sum();
  }
}
