package io.millrace.pipelines.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Outcome;
import io.millrace.corpus.Version;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.flow.Sampling;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.shard.RephraseJob;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.summary.Ending;
import io.millrace.pipelines.summary.RephraseCounts;
import io.millrace.pipelines.summary.RunSummary;
import io.millrace.rephrase.budget.Budget;
import io.millrace.rephrase.budget.BudgetSettings;
import io.millrace.rephrase.budget.BudgetState;
import io.millrace.rephrase.budget.Price;
import io.millrace.rephrase.document.RephraseSettings;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ManifestJson;
import io.millrace.shards.layout.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the manifest of a run from the summaries of its shards. */
public final class Manifests {

  private static final String READ = "read";
  private static final String MIX = DropReason.SAMPLED_OUT.stage();

  private Manifests() {}

  public static Manifest of(RunRequest request, RunResult result) {
    return of(
        request.recipe(),
        tree(request.recipe().canonicalJson()),
        RunRequest.hashes(request.models()),
        Plugins.current().hashes(),
        sample(request.sampling()),
        result);
  }

  /**
   * The manifest of a window. Its recipe leaves out the inputs and the topics of the output, so
   * that a stream and a batch run write the same manifest.
   *
   * @param models hashes of the models by name
   * @param plugins hashes of the plugins' jars by file name
   */
  static Manifest ofWindow(
      Recipe recipe,
      SortedMap<String, String> models,
      SortedMap<String, String> plugins,
      Sampling sampling,
      RunResult result) {
    ObjectNode recorded = tree(recipe.canonicalJson());
    recorded.remove("inputs");
    ((ObjectNode) recorded.get("output")).remove("kafka");
    return of(recipe, recorded, models, plugins, sample(sampling), result);
  }

  private static Manifest.Sample sample(Sampling sampling) {
    return new Manifest.Sample(sampling.share(), sampling.limit());
  }

  private static Manifest of(
      Recipe request,
      JsonNode recipe,
      SortedMap<String, String> hashes,
      SortedMap<String, String> plugins,
      Manifest.Sample sample,
      RunResult result) {
    RunSummary summary = result.summary();
    List<Manifest.Model> models = new ArrayList<>();
    hashes.forEach((name, sha256) -> models.add(new Manifest.Model(name, sha256)));
    return new Manifest(
        Manifest.FORMAT_VERSION,
        Version.TEXT,
        ManifestJson.sha256(recipe),
        recipe,
        models,
        new Manifest.Inputs(summary.read(), summary.skipped(), sample),
        counts(summary.endings()),
        stages(result),
        languages(summary.endings()),
        reasons(result),
        rephrase(request, summary),
        files(summary, Shards.SHARDS),
        files(summary, Shards.REJECTED),
        files(summary, Shards.VERDICTS),
        summary.files().stream().filter(file -> Shards.isCompanion(file.path())).toList(),
        List.of(),
        plugins.entrySet().stream()
            .map(jar -> new Manifest.PluginJar(jar.getKey(), jar.getValue()))
            .toList());
  }

  private static Manifest.Rephrase rephrase(Recipe recipe, RunSummary summary) {
    Optional<RephraseSettings> settings = recipe.stage(Stages.REPHRASE, RephraseSettings.class);
    if (settings.isEmpty()) {
      return Manifest.Rephrase.NONE;
    }
    RephraseCounts counts = summary.rephrase();
    return new Manifest.Rephrase(
        settings.get().model(),
        counts.calls(),
        counts.retries(),
        counts.generated(),
        counts.cached(),
        counts.promptTokens(),
        counts.completionTokens(),
        Price.microsOf(counts.picos()),
        counts.written(),
        counts.outcomes(),
        counts.passages(),
        counts.passed(),
        counts.failed(),
        counts.prompts(),
        budget(settings.get()),
        summary.files().stream().filter(Manifests::isAnswers).toList(),
        files(summary, Shards.CHOICES));
  }

  /** Limits and spending of the budget, with the spending of other runs that share it. */
  private static SortedMap<String, Long> budget(RephraseSettings settings) {
    SortedMap<String, Long> numbers = new TreeMap<>();
    BudgetSettings limits = settings.budget();
    if (limits.limits()) {
      try (Budget budget = Budget.open(RephraseJob.budgetUrl(settings), limits)) {
        BudgetState state = budget.state();
        numbers.put("max_tokens", state.maxTokens());
        numbers.put("spent_tokens", state.spentTokens());
        numbers.put("max_cost_micros", Price.microsOf(state.maxPicos()));
        numbers.put("spent_cost_micros", Price.microsOf(state.spentPicos()));
      }
    }
    return numbers;
  }

  private static boolean isAnswers(ShardInfo file) {
    return file.path().startsWith(Shards.REJECTED + "/rephrase/answers-");
  }

  private static ObjectNode tree(String json) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(json);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException("a recipe's own JSON cannot be read", notJson);
    }
  }

  private static Manifest.Counts counts(List<Ending> endings) {
    long[] documents = new long[Outcome.values().length];
    long written = 0;
    long input = 0;
    for (Ending ending : endings) {
      documents[ending.outcome().ordinal()] += ending.documents();
      input += ending.documents();
      written += ending.copies();
    }
    return new Manifest.Counts(
        input,
        documents[Outcome.KEPT.ordinal()],
        documents[Outcome.DROPPED.ordinal()],
        documents[Outcome.FAILED.ordinal()],
        documents[Outcome.LATE.ordinal()],
        written);
  }

  private static SortedMap<String, Manifest.Counts> languages(List<Ending> endings) {
    SortedMap<String, List<Ending>> byLanguage = new TreeMap<>();
    for (Ending ending : endings) {
      String language = ending.language().isEmpty() ? Shards.UNKNOWN_LANGUAGE : ending.language();
      byLanguage.computeIfAbsent(language, key -> new ArrayList<>()).add(ending);
    }
    SortedMap<String, Manifest.Counts> counts = new TreeMap<>();
    byLanguage.forEach((language, some) -> counts.put(language, counts(some)));
    return counts;
  }

  /** The funnel: reading, the stages of the chain, and mixing if it dropped documents. */
  private static List<Manifest.Stage> stages(RunResult result) {
    List<Manifest.Stage> stages = new ArrayList<>();
    long left = result.summary().verdicts();
    for (int place = Judged.READ; place < result.stages().size(); place++) {
      String name = place == Judged.READ ? READ : result.stages().get(place);
      Manifest.Stage stage = stage(name, place, left, result.summary().endings());
      stages.add(stage);
      left -= stage.dropped() + stage.failed();
    }
    Manifest.Stage mix = stage(MIX, Judged.PASSED, left, result.summary().endings());
    if (mix.dropped() > 0) {
      stages.add(mix);
    }
    return stages;
  }

  private static Manifest.Stage stage(String name, int place, long in, List<Ending> endings) {
    long dropped = 0;
    long failed = 0;
    for (Ending ending : endings) {
      if (ending.stage() == place) {
        dropped += ending.outcome() == Outcome.DROPPED ? ending.documents() : 0;
        failed += ending.outcome() == Outcome.FAILED ? ending.documents() : 0;
      }
    }
    return new Manifest.Stage(name, in, dropped, failed);
  }

  private static SortedMap<String, SortedMap<String, Long>> reasons(RunResult result) {
    SortedMap<String, SortedMap<String, Long>> reasons = new TreeMap<>();
    for (Ending ending : result.summary().endings()) {
      if (!ending.reason().isEmpty()) {
        reasons
            .computeIfAbsent(stageName(result, ending.stage()), key -> new TreeMap<>())
            .merge(ending.reason(), ending.documents(), Long::sum);
      }
    }
    return reasons;
  }

  private static String stageName(RunResult result, int place) {
    return switch (place) {
      case Judged.READ -> READ;
      case Judged.PASSED -> MIX;
      default -> result.stages().get(place);
    };
  }

  private static List<ShardInfo> files(RunSummary summary, String set) {
    return summary.files().stream()
        .filter(
            file ->
                file.path().startsWith(set + "/")
                    && !isAnswers(file)
                    && !Shards.isCompanion(file.path()))
        .toList();
  }
}
