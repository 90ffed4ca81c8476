package io.millrace.pipelines.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.corpus.Document;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.testing.Sample;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.FaultPlan;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.text.RejectLines;
import io.millrace.shards.verify.OutputVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Removes documents, rephrasings, pairs and rejects from outputs of real runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakedownIT {

  private static final int DOCUMENTS = 60;

  private static final String TEXTS =
      """
      inputs: [jsonl: 'INPUT']
      stages:
        - dedup-exact
        - dedup-minhash
        - rephrase:
            model: m
            server: {endpoints: ['ENDPOINT']}
            language_model: ''
            share: {default: .6}
            cache: 'sqlite:FOLDER/cache'
            gates:
              rewrite: {max_ngram_overlap: 1, max_copied_run: 1, min_name_recall: 0, min_name_precision: 0}
              max_repeated_ngrams: 1
              max_repeated_lines: 1
      output: {shards: 2, format: FORMAT}
      tolerance: .1
      """;

  private static final String WINDOWS =
      """
      inputs: [jsonl: 'INPUT']
      stages: [dedup-exact]
      windows: {size: 7d}
      output: {shards: 2}
      tolerance: .1
      """;

  private Path folder;
  private FakeLlmServer server;
  private List<String> lines;
  private Path texts;
  private int made;

  @BeforeAll
  void run(@TempDir Path shared) throws IOException {
    folder = shared;
    server = FakeLlmServer.answering(FaultPlan.NONE, TakedownIT::answer);
    lines = Sample.documents(DOCUMENTS, 5);
    texts = texts(lines, "jsonl");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  /** The sentences in reverse order. */
  private static String answer(String message) {
    String passage =
        message.substring(
            message.lastIndexOf("<text>") + "<text>".length(), message.lastIndexOf("</text>"));
    List<String> sentences = new ArrayList<>(List.of(passage.strip().split("(?<=\\.)\\s+")));
    Collections.reverse(sentences);
    return String.join(" ", sentences);
  }

  private Path texts(List<String> documents, String format) throws IOException {
    Path input = Sample.write(folder.resolve("in-" + made + "/in.jsonl"), documents);
    return mill(TEXTS.replace("ENDPOINT", server.endpoint()), input.toString(), format);
  }

  private Path mill(String yaml, String input, String format) throws IOException {
    Path out = folder.resolve("out-" + made++);
    Recipe recipe =
        new RecipeReader(Stages.catalog())
            .read(
                yaml.replace("INPUT", input)
                    .replace("FOLDER", folder.toString())
                    .replace("FORMAT", format),
                "test.yaml",
                Overrides.none());
    EngineSettings engine =
        new EngineSettings(
            EngineSettings.Runner.DIRECT,
            1,
            EngineSettings.EMBEDDED,
            Files.createTempDirectory(folder, "engine"));
    RunRequest request =
        new RunRequest(
            recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
    new MillRun(request, (result, manifest) -> Collections.emptySortedMap()).run();
    assertSound(out);
    return out;
  }

  private static void assertSound(Path out) throws IOException {
    assertThat(FinishedOutput.verify(out.toString(), OutputVerifier.Depth.RECORDS).problems())
        .isEmpty();
  }

  private Path copy(Path output) throws IOException {
    Path target = folder.resolve("copy-" + made++);
    try (Stream<Path> all = Files.walk(output)) {
      for (Path each : all.toList()) {
        Path to = target.resolve(output.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(to);
        } else {
          Files.copy(each, to);
        }
      }
    }
    return target;
  }

  private static TakedownRequest request(
      List<Path> outputs, Set<String> ids, List<String> prefixes, List<String> near) {
    return new TakedownRequest(
        outputs.stream().map(Path::toString).toList(),
        new TreeSet<>(ids),
        new TreeMap<>(),
        prefixes,
        near,
        OptionalDouble.empty(),
        "2026-01-31",
        List.of(),
        false);
  }

  private static Takedown.Result take(TakedownRequest request, Consumer<String> steps)
      throws IOException {
    return new Takedown(request, (reports, after, ids) -> reports, steps).run();
  }

  private static Manifest.Takedown takeIds(Path output, Set<String> ids) throws IOException {
    Takedown.Result result = take(request(List.of(output), ids, List.of(), List.of()), step -> {});
    assertSound(output);
    return result.takedowns().values().iterator().next();
  }

  private static List<Document> documents(Path out) throws IOException {
    List<Document> all = new ArrayList<>();
    for (FinishedOutput output : FinishedOutput.openAll(out.toString()).values()) {
      List<String> paths = output.manifest().shards().stream().map(ShardInfo::path).toList();
      output.forEachDocument(paths, all::add);
    }
    return all;
  }

  /** All texts of rejects and unused answers. */
  private static List<String> rejects(Path out) throws IOException {
    List<String> all = new ArrayList<>();
    FinishedOutput output = FinishedOutput.open(out.toString());
    List<ShardInfo> files = new ArrayList<>(output.manifest().rejected());
    files.addAll(output.manifest().rephrase().answers());
    for (ShardInfo file : files) {
      RejectLines.forEach(
          new BeamFolder(output.folder()).file(file.path()), line -> all.add(line.toString()));
    }
    return all;
  }

  /** A kept document with a rephrasing and without duplicates. */
  private Document alone() throws IOException {
    Set<String> sources = new HashSet<>();
    documents(texts).forEach(each -> each.origin().ifPresent(origin -> sources.add(origin.id())));
    String rejects = String.join("\n", rejects(texts));
    return documents(texts).stream()
        .filter(each -> sources.contains(each.id()) && !rejects.contains(each.id()))
        .findFirst()
        .orElseThrow();
  }

  private List<String> without(Document document) {
    int number = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("\"" + document.url() + "\"")
          && lines.get(i).contains(document.text().substring(0, 30))) {
        number = i;
      }
    }
    List<String> rest = new ArrayList<>(lines);
    rest.remove(number);
    return rest;
  }

  @Test
  void remainingOutputHasTheBytesOfARunWithoutTheRemoved() throws IOException {
    Document document = alone();
    for (String format : List.of("jsonl", "parquet")) {
      Path output = format.equals("jsonl") ? copy(texts) : texts(lines, format);
      Path reference = texts(without(document), format);
      Manifest.Takedown taken = takeIds(output, Set.of(document.id()));
      assertThat(taken.documents()).isEqualTo(1);
      assertThat(taken.rephrasings()).isEqualTo(1);
      assertThat(Sample.hashes(output.resolve("shards")))
          .isEqualTo(Sample.hashes(reference.resolve("shards")));
      assertThat(taken.files().stream().filter(file -> file.path().startsWith("shards/")))
          .hasSize(1);
    }
  }

  @Test
  void removesTextsOfCopiesAmongTheRejects() throws IOException {
    Path output = copy(texts);
    String kept = "";
    String text = "";
    for (String reject : rejects(texts)) {
      var line = new ObjectMapper().readTree(reject);
      if (line.path("reason").asText().equals("duplicate_text")) {
        kept = line.path("duplicate_of").asText();
        text = line.path("text").asText();
      }
    }
    assertThat(text).isNotEmpty();
    int lineCount = rejects(texts).size();
    String words = text.substring(0, 60).replace("\n", "\\n");
    assertThat(String.join("\n", rejects(output))).contains(words);
    Manifest.Takedown taken = takeIds(output, Set.of(kept));
    assertThat(taken.rejects()).isPositive();
    assertThat(String.join("\n", rejects(output))).doesNotContain(words);
    assertThat(rejects(output)).hasSize(lineCount + 1);
    assertThat(documents(output)).noneMatch(each -> each.text().startsWith(words));
    assertThat(Files.readString(output.resolve("tombstones.jsonl")))
        .contains("{\"id\":\"" + kept + "\",\"kind\":\"document\",\"reason\":\"id\"")
        .contains("\"kind\":\"reject\",\"reason\":\"duplicate_of " + kept + "\"");
    Manifest manifest = FinishedOutput.open(output.toString()).manifest();
    assertThat(manifest.takedowns()).containsExactly(taken);
    assertThat(manifest.reasons().get("takedown")).isEqualTo(Map.of("taken_down", 1L));
  }

  @Test
  void findsNearTextsAndAddressesInAllOutputs() throws IOException {
    Document document = alone();
    Path first = copy(texts);
    Path second = copy(texts);
    String near = document.text() + " und";
    Takedown.Result result =
        take(request(List.of(first, second), Set.of(), List.of(), List.of(near)), step -> {});
    assertThat(result.takedowns()).hasSize(2);
    for (Path output : List.of(first, second)) {
      assertSound(output);
      assertThat(documents(output))
          .noneMatch(each -> each.id().equals(document.id()))
          .hasSizeLessThan(documents(texts).size())
          .hasSizeGreaterThan(documents(texts).size() - 8);
    }
    String host = document.url().substring(0, document.url().lastIndexOf('/'));
    take(request(List.of(second), Set.of(), List.of(host), List.of()), step -> {});
    assertSound(second);
    assertThat(documents(second)).isNotEmpty().noneMatch(each -> each.url().startsWith(host + '/'));
  }

  @Test
  void nextTakedownCompletesAKilledOne() throws IOException {
    Set<String> ids = Set.of(alone().id());
    Path calm = copy(texts);
    List<String> steps = new ArrayList<>();
    take(request(List.of(calm), ids, List.of(), List.of()), steps::add);
    assertThat(steps).hasSizeGreaterThan(6).contains("list", "committed", "done");
    SortedMap<String, String> before = Sample.hashes(texts);
    SortedMap<String, String> after = Sample.hashes(calm);
    assertThat(after).isNotEqualTo(before);
    for (int kill = 0; kill < steps.size(); kill++) {
      Path output = copy(texts);
      int at = kill;
      int[] passed = new int[1];
      TakedownRequest request = request(List.of(output), ids, List.of(), List.of());
      assertThatThrownBy(
              () ->
                  take(
                      request,
                      step -> {
                        if (passed[0]++ == at) {
                          throw new IllegalStateException("killed at " + step);
                        }
                      }))
          .hasMessage("killed at " + steps.get(kill));
      if (steps.get(kill).equals("list")) {
        SortedMap<String, String> left = Sample.hashes(output);
        left.keySet().removeIf(path -> path.startsWith(".work/"));
        assertThat(left).isEqualTo(before);
      }
      take(request, step -> {});
      assertThat(Sample.hashes(output)).as(steps.get(kill)).isEqualTo(after);
      assertSound(output);
    }
    assertThat(take(request(List.of(calm), ids, List.of(), List.of()), step -> {}).takedowns())
        .isEmpty();
    assertThat(Sample.hashes(calm)).isEqualTo(after);
  }

  @Test
  void changesOnlyWindowsWithSelectedRecords() throws IOException {
    Path input = Sample.write(folder.resolve("in-windows/in.jsonl"), lines);
    Path output = mill(WINDOWS, input.toString(), "jsonl");
    Document document = documents(output).get(0);
    SortedMap<String, String> before = Sample.hashes(output);
    Takedown.Result result =
        take(request(List.of(output), Set.of(document.id()), List.of(), List.of()), step -> {});
    assertThat(result.takedowns()).hasSize(1);
    assertSound(output);
    assertThat(documents(output)).noneMatch(each -> each.id().equals(document.id()));
    SortedMap<String, String> after = Sample.hashes(output);
    assertThat(after.get("windows.json")).isNotEqualTo(before.get("windows.json"));
    String window = "windows/" + Path.of(result.takedowns().firstKey()).getFileName() + "/";
    before.keySet().removeIf(path -> path.startsWith(window));
    assertThat(before).isNotEmpty();
    before.remove("windows.json");
    before.remove("_SUCCESS");
    assertThat(after).containsAllEntriesOf(before);
  }

  @Test
  void updatesAWindowAndItsEntryAtTheRoot() throws IOException {
    Path input = Sample.write(folder.resolve("in-root/in.jsonl"), lines);
    Path windows = mill(WINDOWS, input.toString(), "jsonl");
    Set<String> ids = new HashSet<>();
    documents(windows).stream().limit(1).forEach(each -> ids.add(each.id()));
    documents(windows).stream().skip(30).limit(1).forEach(each -> ids.add(each.id()));
    Path calm = copy(windows);
    List<String> steps = new ArrayList<>();
    take(request(List.of(calm), ids, List.of(), List.of()), steps::add);
    SortedMap<String, String> after = Sample.hashes(calm);
    assertThat(steps).contains("move windows.json", "move _SUCCESS");
    for (int kill = 0; kill < steps.size(); kill++) {
      Path output = copy(windows);
      int at = kill;
      int[] passed = new int[1];
      TakedownRequest request = request(List.of(output), ids, List.of(), List.of());
      assertThatThrownBy(
              () ->
                  take(
                      request,
                      step -> {
                        if (passed[0]++ == at) {
                          throw new IllegalStateException("killed");
                        }
                      }))
          .hasMessage("killed");
      take(request, step -> {});
      assertThat(Sample.hashes(output)).as(kill + " " + steps.get(kill)).isEqualTo(after);
      assertSound(output);
    }
    // a takedown does not hide a change to another window
    Path output = copy(windows);
    Path list = output.resolve("windows.json");
    Files.writeString(list, Files.readString(list) + " ");
    SortedMap<String, String> before = Sample.hashes(output);
    assertThatThrownBy(() -> take(request(List.of(output), ids, List.of(), List.of()), step -> {}))
        .hasMessageContaining("windows.json does not match _SUCCESS");
    assertThat(Sample.hashes(output)).isEqualTo(before);
  }
}
