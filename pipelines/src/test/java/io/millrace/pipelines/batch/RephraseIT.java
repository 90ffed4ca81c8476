package io.millrace.pipelines.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Outcome;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.testing.Sample;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.Fault;
import io.millrace.rephrase.fake.FaultPlan;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.parquet.ParquetRows;
import io.millrace.shards.verdict.ChoiceReader;
import io.millrace.shards.verdict.ChoiceRow;
import io.millrace.shards.verdict.VerdictRow;
import io.millrace.shards.verify.OutputVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs with the stage rephrase, and a server whose answers depend only on the passage. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RephraseIT {

  private static final int DOCUMENTS = 120;

  private static final String STAGE =
      """
        - rephrase:
            model: MODEL
            server:
              endpoints: [ENDPOINT]
              retries: {backoff_seconds: .01, backoff_cap_seconds: .05, retry_after_cap_seconds: .05}
            language_model: ''
            share: {default: .5, de: .8}
            cache: 'sqlite:FOLDER.cache'
            budget_store: 'sqlite:FOLDER.budget'
            gates:
              rewrite: {max_ngram_overlap: 1, max_copied_run: 1, min_name_recall: 0, min_name_precision: 0}
              max_repeated_ngrams: 1
              max_repeated_lines: 1
      """;

  private Path folder;
  private Path reference;
  private Manifest manifest;
  private long requests;

  @BeforeAll
  void makeReference(@TempDir Path shared) throws IOException {
    folder = shared;
    List<String> lines = Sample.documents(DOCUMENTS, 7).subList(0, DOCUMENTS);
    Sample.write(folder.resolve("in/one.jsonl"), lines.subList(0, 50));
    Sample.write(folder.resolve("in/two.jsonl"), lines.subList(50, lines.size()));
    reference = folder.resolve("out-reference");
    try (FakeLlmServer server = server(FaultPlan.NONE)) {
      manifest = run(reference, Runner.FLINK, 1, server, "a", "");
      requests = server.requests();
    }
  }

  private static FakeLlmServer server(FaultPlan plan) {
    return FakeLlmServer.answering(plan, RephraseIT::answer);
  }

  /** The sentences in reverse order; for one passage in five, a refusal. */
  private static String answer(String message) {
    String passage =
        message
            .substring(
                message.lastIndexOf("<text>") + "<text>".length(), message.lastIndexOf("</text>"))
            .strip();
    if (Long.remainderUnsigned(Hash128.of(passage).low(), 5) == 0) {
      return "I'm sorry, but I can't help with that.";
    }
    List<String> sentences = new ArrayList<>(List.of(passage.split("(?<=\\.)\\s+")));
    Collections.reverse(sentences);
    return String.join(" ", sentences);
  }

  private Manifest run(
      Path out, Runner runner, int workers, FakeLlmServer server, String cache, String more)
      throws IOException {
    String endpoint = server == null ? "[]" : "['" + server.endpoint() + "']";
    String stage =
        STAGE
                .replace("MODEL", server == null ? "smollm2-135m-instruct" : "m")
                .replace("ENDPOINT", server == null ? "" : "'" + server.endpoint() + "'")
                .replace("FOLDER", folder.resolve(cache).toString())
            + more
            + "\n";
    Recipe recipe =
        Sample.recipe(folder.resolve("in/*.jsonl").toString(), stage + "output: {shards: 3}\n");
    return run(recipe, out, runner, workers);
  }

  private Manifest run(Recipe recipe, Path out, Runner runner, int workers) throws IOException {
    EngineSettings engine =
        new EngineSettings(
            runner, workers, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    RunRequest request =
        new RunRequest(
            recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
    new MillRun(request, (result, made) -> Collections.emptySortedMap()).run();
    assertThat(FinishedOutput.verify(out.toString(), OutputVerifier.Depth.RECORDS).problems())
        .isEmpty();
    return FinishedOutput.open(out.toString()).manifest();
  }

  private void assertSame(Path out) {
    for (String set : List.of("shards", "rejected", "verdicts", "choices")) {
      assertThat(Sample.hashes(out.resolve(set)))
          .as(set)
          .isEqualTo(Sample.hashes(reference.resolve(set)));
    }
  }

  private List<Document> documents(Path out) throws IOException {
    FinishedOutput output = FinishedOutput.open(out.toString());
    List<Document> all = new ArrayList<>();
    output.forEachDocument(
        output.manifest().shards().stream().map(file -> file.path()).toList(), all::add);
    return all;
  }

  @Test
  void rephrasedDocumentsAreAdditionalAndNameTheirOrigin() throws IOException {
    Manifest.Rephrase counts = manifest.rephrase();
    assertThat(counts.calls()).isEqualTo(requests).isPositive();
    assertThat(counts.generated()).isEqualTo(requests);
    assertThat(counts.failed().get("refusal")).isPositive();
    assertThat(counts.written()).isEqualTo(counts.outcomes().get("rephrased")).isPositive();
    Map<String, Document> originals =
        documents(reference).stream()
            .filter(document -> document.origin().isEmpty())
            .collect(Collectors.toMap(Document::id, document -> document));
    assertThat(originals).hasSize((int) manifest.totals().kept());
    List<Document> rephrased =
        documents(reference).stream().filter(each -> each.origin().isPresent()).toList();
    assertThat(rephrased).hasSize((int) counts.written());
    for (Document document : rephrased) {
      Document source = originals.get(document.origin().get().id());
      assertThat(document.id()).isEqualTo(document.origin().get().rephrasedId());
      assertThat(document.url()).isEqualTo(source.url());
      assertThat(document.language()).isEqualTo(source.language());
      assertThat(document.text()).isNotEqualTo(source.text());
      assertThat(document.origin().get().style()).isEqualTo("medium");
    }
  }

  @Test
  void verdictOfTheSourceHasTheResult() throws IOException {
    FinishedOutput output = FinishedOutput.open(reference.toString());
    Document rephrased =
        documents(reference).stream().filter(each -> each.origin().isPresent()).findFirst().get();
    VerdictRow row = output.verdictsById(rephrased.origin().get().id()).get(0);
    assertThat(row.outcome()).isEqualTo(Outcome.KEPT.key());
    assertThat(row.detail()).startsWith("rephrase medium: rephrased");
    assertThat(row.signals())
        .containsEntry("rephrase.written", 1.0)
        .containsKeys("rephrase.propensity", "rephrase.passages", "rephrase.word_overlap");
    assertThat(output.verdictsById(rephrased.id())).isEmpty();
  }

  /** Every choice has its propensity and its result, from which a bandit can learn. */
  @Test
  void logsEveryChoice() throws IOException {
    assertThat(manifest.rephrase().choices()).hasSize(3);
    List<ChoiceRow> rows = new ArrayList<>();
    for (var file : manifest.rephrase().choices()) {
      ResourceId path = BeamFiles.file(reference.resolve(file.path()).toString());
      try (ParquetRows<ChoiceRow> reader = ChoiceReader.open(new BeamFile(path))) {
        for (Optional<ChoiceRow> row = reader.next(); row.isPresent(); row = reader.next()) {
          rows.add(row.get());
        }
      }
    }
    assertThat(rows.stream().filter(ChoiceRow::passed).count())
        .isEqualTo(manifest.rephrase().passed())
        .isPositive();
    assertThat(rows.stream().map(ChoiceRow::id).distinct().count())
        .isEqualTo(
            manifest.rephrase().outcomes().values().stream().mapToLong(Long::longValue).sum());
    assertThat(rows)
        .allMatch(row -> row.propensity() == (row.language().equals("de") ? .8 : .5))
        .allMatch(row -> row.style().equals("medium") && row.model().equals("m"))
        .allMatch(row -> row.passed() == row.reason().isEmpty());
    assertThat(rows.stream().mapToLong(ChoiceRow::promptTokens).sum())
        .isEqualTo(manifest.rephrase().promptTokens());
    assertThat(rows.stream().mapToLong(ChoiceRow::completionTokens).sum())
        .isEqualTo(manifest.rephrase().completionTokens());
  }

  @Test
  void secondRunCallsNoModelAndGivesTheSameBytes() throws IOException {
    try (FakeLlmServer server = server(FaultPlan.NONE)) {
      Path out = folder.resolve("out-again");
      Manifest again = run(recipeOf(reference), out, Runner.FLINK, 2);
      assertThat(again.rephrase().calls()).isZero();
      assertThat(again.rephrase().cached()).isEqualTo(requests);
      assertThat(again.recipeSha256()).isEqualTo(manifest.recipeSha256());
      assertThat(server.requests()).isZero();
      assertSame(out);
    }
  }

  private static Recipe recipeOf(Path out) throws IOException {
    return FinishedOutput.open(out.toString()).recipe();
  }

  @Test
  void faultyServerGivesTheSameBytes() throws IOException {
    FaultPlan plan =
        FaultPlan.random(
            3,
            .2,
            Fault.TOO_MANY_REQUESTS,
            Fault.SERVER_ERROR,
            Fault.UNAVAILABLE_WITH_SECONDS,
            Fault.RESET,
            Fault.RESET_IN_BODY);
    try (FakeLlmServer server = server(plan)) {
      Path out = folder.resolve("out-hostile");
      Manifest hostile = run(out, Runner.DIRECT, 2, server, "hostile", "");
      assertThat(hostile.rephrase().calls()).isEqualTo(server.requests()).isGreaterThan(requests);
      assertSame(out);
    }
  }

  @Test
  void keepsWithinTheBudgetAndPaysNothingTwice() throws IOException {
    try (FakeLlmServer server = server(FaultPlan.NONE)) {
      Manifest tight =
          run(
              folder.resolve("out-tight"),
              Runner.DIRECT,
              2,
              server,
              "tight",
              "      budget: {name: b, max_tokens: 15000}");
      assertThat(tight.rephrase().outcomes().get("budget")).isPositive();
      assertThat(tight.totals()).isEqualTo(manifest.totals());
      assertThat(tight.rephrase().budget().get("spent_tokens"))
          .isEqualTo(server.spentTokens())
          .isLessThanOrEqualTo(15_000);
      long paid = server.requests();
      assertThat(paid).isPositive().isLessThan(requests);
      Path out = folder.resolve("out-wide");
      run(out, Runner.DIRECT, 2, server, "tight", "      budget: {name: b, max_tokens: 9000000}");
      assertThat(server.requests()).isEqualTo(requests);
      assertSame(out);
    }
  }

  @Test
  void keepsTheOriginalsWithoutAModel() throws IOException {
    Path out = folder.resolve("out-none");
    Manifest none = run(out, Runner.DIRECT, 1, null, "none", "");
    assertThat(none.totals()).isEqualTo(manifest.totals());
    assertThat(none.rephrase().outcomes().keySet()).containsExactly("no_model");
    assertThat(none.rephrase().calls()).isZero();
    assertThat(documents(out)).allMatch(document -> document.origin().isEmpty());
  }

  @Test
  void onlyRephrasedTextInParquet() throws IOException {
    try (FakeLlmServer server = server(FaultPlan.NONE)) {
      Path out = folder.resolve("out-only");
      Recipe both = recipeOf(reference);
      String json =
          both.canonicalJson()
              .replace("\"emission\":\"both\"", "\"emission\":\"rephrased-only\"")
              .replace("\"format\":\"jsonl\"", "\"format\":\"parquet\"");
      Recipe only = new RecipeReader(Stages.catalog()).read(json, "recipe", Overrides.none());
      Manifest run = run(only, out, Runner.DIRECT, 2);
      assertThat(server.requests()).isZero();
      long replaced = run.reasons().get("rephrase").get("rephrased");
      assertThat(replaced).isEqualTo(manifest.rephrase().written());
      assertThat(run.totals().kept()).isEqualTo(manifest.totals().kept() - replaced);
      assertThat(documents(out).stream().filter(each -> each.origin().isPresent()).toList())
          .containsExactlyInAnyOrderElementsOf(
              documents(reference).stream().filter(each -> each.origin().isPresent()).toList());
    }
  }
}
