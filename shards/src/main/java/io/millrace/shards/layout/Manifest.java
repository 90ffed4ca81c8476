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
 * What a run made of what, for {@code manifest.json}. It depends on recipe, models and input alone;
 * times are in report.json.
 *
 * @param formatVersion version of this layout; {@link #FORMAT_VERSION}
 * @param millraceVersion version that wrote the output
 * @param recipeSha256 hash of {@link ManifestJson#canonical} of the recipe
 * @param recipe the complete recipe, every default filled in
 * @param models models used, in order of name
 * @param inputs what was found in the input
 * @param totals how the records ended
 * @param stages the funnel, in the order of the recipe
 * @param languages how the records of each language ended; "und" stands for unknown
 * @param reasons records by stage and by reason for being dropped or failing
 * @param rephrase what rephrasing came to; {@link Rephrase#NONE} without the stage, and then not in
 *     the file
 * @param shards files of documents, in order of path
 * @param rejected files of rejects, in order of path
 * @param verdicts files of verdicts, in order of path
 * @param companions files beside shards that repeat what is in them ({@link Shards#isCompanion}),
 *     in order of path; without any, not in the file
 * @param takedowns what was taken out after the run, the latest last; without any, not in the file
 * @param plugins jars of the plugins folder, in order of file name; without any, not in the file
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

  /** A manifest of a run of which nothing was taken out yet. */
  public Manifest(
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
      List<PluginJar> plugins) {
    this(
        formatVersion,
        millraceVersion,
        recipeSha256,
        recipe,
        models,
        inputs,
        totals,
        stages,
        languages,
        reasons,
        rephrase,
        shards,
        rejected,
        verdicts,
        companions,
        List.of(),
        plugins);
  }

  /** A manifest of a run that rephrased nothing. */
  public Manifest(
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
      List<ShardInfo> shards,
      List<ShardInfo> rejected,
      List<ShardInfo> verdicts) {
    this(
        formatVersion,
        millraceVersion,
        recipeSha256,
        recipe,
        models,
        inputs,
        totals,
        stages,
        languages,
        reasons,
        Rephrase.NONE,
        shards,
        rejected,
        verdicts,
        List.of(),
        List.of());
  }

  private static List<ShardInfo> sorted(List<ShardInfo> files) {
    return files.stream().sorted().toList();
  }

  /**
   * A model the run used.
   *
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record Model(String name, String sha256) {}

  /**
   * A jar of the folder of plugins.
   *
   * @param file its name
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record PluginJar(String file, String sha256) {}

  /**
   * What was found in the input.
   *
   * @param records input records by kind of input
   * @param skipped things that have no verdict, by kind: what is no document, and {@code
   *     not_sampled} records
   * @param sample which records were taken; {@link Sample#ALL} is not in the file
   */
  public record Inputs(
      SortedMap<String, Long> records, SortedMap<String, Long> skipped, Sample sample) {

    /** Inputs of which every record was taken. */
    public Inputs(SortedMap<String, Long> records, SortedMap<String, Long> skipped) {
      this(records, skipped, Sample.ALL);
    }

    public Inputs {
      records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
      skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }
  }

  /**
   * A sample of the input, by the hashes of ids.
   *
   * @param share about this share of all records
   * @param limit of these at most so many ids; 0 for no limit
   */
  public record Sample(double share, long limit) {

    /** Every record. */
    public static final Sample ALL = new Sample(1, 0);
  }

  /**
   * How records ended: input = kept + dropped + failed + late.
   *
   * @param written documents in shards, copies of up-sampled ones included
   */
  public record Counts(long input, long kept, long dropped, long failed, long late, long written) {}

  /**
   * One step of the funnel.
   *
   * @param in records that reached the stage
   */
  public record Stage(String stage, long in, long dropped, long failed) {}

  /**
   * What rephrasing came to. Rephrased documents are no input records: they are counted here and
   * nowhere else. What depends on the run and not on its input is what was known before: {@code
   * calls}, {@code retries}, {@code cached}, {@code generated}, tokens and cost.
   *
   * @param model name of the model, "" without the stage
   * @param calls requests sent to models in this run, retries included
   * @param retries of these, those that repeat a failed one
   * @param generated answers that were made for this run
   * @param cached answers that were known before, or came for another who asked the same
   * @param promptTokens of this run, as the servers counted them
   * @param completionTokens of this run, as the servers counted them
   * @param costMicros of these, in millionths of the currency's unit
   * @param written rephrased documents in shards
   * @param outcomes documents and styles by what came of them
   * @param passages passages of all these
   * @param passed of these, those with a good answer
   * @param failed the others, by the first reason
   * @param prompts style and language by hash of the prompt
   * @param budget limits and what counts against them after the run, by name; empty without limits
   * @param answers files of rephrasings with answers that were not used, in order of path
   * @param choices files of what the policy chose and what came of it, in order of path
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

    /** Nothing was to be rephrased. */
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
   * What one request took out of the finished output.
   *
   * @param date day of the request, as ISO 8601 has it
   * @param selectors what was asked for
   * @param documents input records that were in shards and are no longer; each counts as dropped
   * @param rephrasings rephrased documents likewise
   * @param rejects records among rejects and unused answers whose text was emptied
   * @param files what was written anew, in order of path
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
   * @param sha256Before "" where the file was not there
   * @param sha256After "" where it is no longer there
   */
  public record Change(
      String path, long recordsBefore, String sha256Before, long recordsAfter, String sha256After) {

    /**
     * @param before null where the file was not there
     * @param after null where it is no longer there
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

  /** Every listed file. */
  public List<ShardInfo> files() {
    List<ShardInfo> files = new ArrayList<>(shards);
    files.addAll(rejected);
    files.addAll(rephrase.answers);
    files.addAll(rephrase.choices);
    files.addAll(verdicts);
    files.addAll(companions);
    return files;
  }

  /** What does not add up, one line each; empty when everything does. */
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
