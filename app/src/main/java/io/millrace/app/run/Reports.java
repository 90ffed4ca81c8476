package io.millrace.app.run;

import io.millrace.api.Reason;
import io.millrace.app.cli.Rates;
import io.millrace.app.report.Report;
import io.millrace.app.report.ReportData;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Outcome;
import io.millrace.pipelines.chain.Reasons;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.commit.StageCost;
import io.millrace.pipelines.commit.WindowReporter;
import io.millrace.pipelines.flow.Sampling;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.summary.Ending;
import io.millrace.pipelines.summary.Example;
import io.millrace.pipelines.summary.SummaryCollector;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.Shards;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the report of a run from the summaries of its shards. */
public final class Reports {

  /** Kinds of records that runs of image-text pairs read but do not count: pairs come from them. */
  private static final Set<String> PAIR_SOURCES = Set.of("page", "image");

  private final Recipe recipe;
  private final RunResult result;
  private final Manifest manifest;

  private Reports(Recipe recipe, RunResult result, Manifest manifest) {
    this.recipe = recipe;
    this.result = result;
    this.manifest = manifest;
  }

  /** {@code report.html} and {@code report.json}. */
  static SortedMap<String, byte[]> files(Recipe recipe, RunResult result, Manifest manifest) {
    ReportData data = new Reports(recipe, result, manifest).data();
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(Shards.REPORT_HTML, Report.html(data));
    files.put(Shards.REPORT_JSON, Report.json(data));
    return files;
  }

  private ReportData data() {
    return new ReportData(
        recipe.name().isEmpty() ? "run" : recipe.name(),
        manifest.millraceVersion(),
        recipe.windows().isOn() ? manifest.recipe().toString() : recipe.canonicalJson(),
        result.seconds(),
        stages(),
        reasons(),
        manifest.totals().kept() == 0 ? new NearMisses(recipe, result).all() : List.of(),
        new Distributions(result).all(),
        languages(),
        speeds(),
        manifest.models().stream()
            .map(model -> new ReportData.Model(model.name(), model.sha256()))
            .toList(),
        Rephrasings.data(manifest.rephrase(), result.summary().rephrase()),
        Stages.isImageRun(recipe) ? examples(SummaryCollector.KEPT) : null,
        warnings());
  }

  private static String language(Ending ending) {
    return ending.language().isEmpty() ? Shards.UNKNOWN_LANGUAGE : ending.language();
  }

  private List<ReportData.Stage> stages() {
    SortedMap<String, Long> left = new TreeMap<>();
    result
        .summary()
        .endings()
        .forEach(ending -> left.merge(language(ending), ending.documents(), Long::sum));
    List<ReportData.Stage> stages = new ArrayList<>();
    for (Manifest.Stage each : manifest.stages()) {
      int place = place(each.stage());
      SortedMap<String, Long> dropped = endings(place, Outcome.DROPPED);
      SortedMap<String, Long> failed = endings(place, Outcome.FAILED);
      stages.add(new ReportData.Stage(each.stage(), left, dropped, failed));
      dropped.forEach((language, count) -> left.merge(language, -count, Long::sum));
      failed.forEach((language, count) -> left.merge(language, -count, Long::sum));
      left.values().removeIf(count -> count == 0);
    }
    return stages;
  }

  private int place(String stage) {
    int place = result.stages().indexOf(stage);
    if (place >= 0) {
      return place;
    }
    return stage.equals(DropReason.SAMPLED_OUT.stage()) ? Judged.PASSED : Judged.READ;
  }

  private SortedMap<String, Long> endings(int place, Outcome outcome) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Ending ending : result.summary().endings()) {
      if (ending.stage() == place && ending.outcome() == outcome) {
        counts.merge(language(ending), ending.documents(), Long::sum);
      }
    }
    return counts;
  }

  private List<ReportData.Reason> reasons() {
    Map<String, String> descriptions = new HashMap<>();
    for (Reason reason : Reasons.all()) {
      descriptions.put(reason.key(), reason.description());
    }
    for (FailReason reason : FailReason.values()) {
      descriptions.put(reason.key(), reason.description());
    }
    List<ReportData.Reason> reasons = new ArrayList<>();
    manifest
        .reasons()
        .forEach(
            (stage, counts) ->
                counts.forEach(
                    (reason, count) ->
                        reasons.add(
                            new ReportData.Reason(
                                stage,
                                reason,
                                descriptions.get(reason),
                                count,
                                examples(reason)))));
    return reasons;
  }

  private List<ReportData.Example> examples(String reason) {
    return result.summary().examples().getOrDefault(reason, List.of()).stream()
        .map(Reports::example)
        .toList();
  }

  static ReportData.Example example(Example example) {
    String excerpt = example.excerpt().isEmpty() ? example.detail() : example.excerpt();
    return new ReportData.Example(
        example.id(),
        example.url(),
        example.language().isEmpty() ? Shards.UNKNOWN_LANGUAGE : example.language(),
        example.signal(),
        example.value(),
        example.threshold(),
        excerpt,
        example.image());
  }

  private List<ReportData.Language> languages() {
    SortedMap<String, Long> bytes = new TreeMap<>();
    for (Ending ending : result.summary().endings()) {
      if (ending.outcome() == Outcome.KEPT) {
        bytes.merge(language(ending), ending.bytes(), Long::sum);
      }
    }
    List<ReportData.Language> languages = new ArrayList<>();
    manifest
        .languages()
        .forEach(
            (language, counts) ->
                languages.add(
                    new ReportData.Language(
                        language,
                        counts.input(),
                        counts.kept(),
                        counts.dropped(),
                        counts.failed(),
                        counts.late(),
                        counts.written(),
                        bytes.getOrDefault(language, 0L))));
    return languages;
  }

  private List<ReportData.Speed> speeds() {
    List<ReportData.Speed> speeds = new ArrayList<>();
    for (String stage : result.stages()) {
      StageCost cost = result.costs().get(stage);
      if (cost != null) {
        speeds.add(new ReportData.Speed(stage, cost.nanos() / 1e9, cost.records(), cost.bytes()));
      }
    }
    return speeds;
  }

  private Optional<String> passedOver(String kind, long count) {
    boolean known =
        kind.equals(Sampling.NOT_SAMPLED)
            || Stages.isImageRun(recipe) && PAIR_SOURCES.contains(kind);
    return known
        ? Optional.empty()
        : Optional.of(Rates.number(count, 0) + " records of kind '" + kind + "' hold no document.");
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    Endings.sample(manifest).ifPresent(sample -> warnings.add("This is a run over " + sample));
    if (result.stages().contains("culturax")) {
      warnings.add(
          "Stage culturax measures eleven of CulturaX's twelve metrics: perplexity is missing,"
              + " because its language models are not available.");
    }
    manifest
        .inputs()
        .skipped()
        .forEach((kind, count) -> passedOver(kind, count).ifPresent(warnings::add));
    Rephrasings.unreached(manifest.rephrase()).ifPresent(warnings::add);
    Rephrasings.forTrying(manifest.rephrase().model()).ifPresent(warnings::add);
    if (manifest.totals().kept() == 0) {
      warnings.add("No document was kept.");
    }
    return warnings;
  }

  /** Makes the reports of a window on the worker that commits it. */
  public static final class OfWindow implements WindowReporter {

    private static final long serialVersionUID = 1L;

    @Override
    public SortedMap<String, byte[]> files(Recipe recipe, RunResult result, Manifest manifest) {
      return Reports.files(recipe, result, manifest);
    }
  }
}
