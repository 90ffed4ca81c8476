package io.millrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.run.RephraseServers;
import io.millrace.connectors.fetch.images.RawServer;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.Fault;
import io.millrace.rephrase.fake.FaultPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials, comparisons and plans with a fake server. */
class RephraseCommandIT {

  private static final String TEXT =
      "The mill on the brook was built in 1823 by John Weber, and it ground the corn of eleven"
          + " villages until 1956. Today there is a small museum in it, which is open on Sundays.";
  private static final String ANSWER =
      "John Weber built the mill by the brook in 1823. Until 1956 it ground corn for eleven"
          + " villages, and today a small museum in it opens on Sundays.";

  @TempDir private Path folder;
  private String text;
  private String cache;

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("mill.txt"), TEXT).toString();
    cache = "sqlite:" + folder.resolve("cache.sqlite");
  }

  private static FakeLlmServer server(FaultPlan plan) {
    return FakeLlmServer.answering(plan, prompt -> ANSWER);
  }

  private Cli run(FakeLlmServer server, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--model", server.endpoint() + "#fake", "--cache", cache));
    return Cli.run(all);
  }

  @Test
  void printsPassagesAnswersAndGatesAndUsesTheCacheNextTime() throws IOException {
    try (FakeLlmServer server = server(FaultPlan.NONE)) {
      Cli ran = run(server, "rephrase", text, "--style", "medium");
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out())
          .isEqualTo(
              "=== passage 1, en\n" + TEXT + "\n--- medium by fake: passed\n" + ANSWER + "\n\n");
      assertThat(ran.err()).startsWith("1 of 1 answers passed; 0 came from the cache; ");
      Cli again = run(server, "rephrase", text, "--style", "medium", "--format", "jsonl");
      assertThat(again.err()).contains("1 came from the cache; 0 tokens in and 0 out");
      assertThat(server.requests()).isEqualTo(1);
      JsonNode line = new ObjectMapper().readTree(again.out());
      assertThat(line.path("text").asText()).isEqualTo(ANSWER);
      assertThat(line.path("passed").asBoolean()).isTrue();
      assertThat(line.at("/messages/0/role").asText()).isEqualTo("system");
      assertThat(line.at("/messages/1/content").asText()).contains("<text>\n" + TEXT);
      assertThat(line.at("/signals/number_recall").asDouble()).isEqualTo(1);
      assertThat(line.path("cached").asBoolean()).isTrue();
    }
  }

  @Test
  void failedAnswersAreShownWithReasons() {
    try (FakeLlmServer server = server((prompt, earlier) -> Fault.REFUSAL)) {
      Cli ran = run(server, "rephrase", text, "--style", "medium");
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out())
          .contains("--- medium by fake: failed\n", "  refusal: the model refuses (refusals ")
          .contains("  numbers_lost: ", "I'm sorry, but as an AI language model");
      assertThat(ran.err()).startsWith("0 of 1 answers passed");
    }
  }

  @Test
  void serverWithAnotherModelIsAnOutsideFailure() {
    try (FakeLlmServer server = server((prompt, earlier) -> Fault.WRONG_MODEL)) {
      Cli ran = run(server, "rephrase", text, "--style", "medium");
      assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OUTSIDE_FAILED);
      assertThat(ran.out()).contains("--- medium by fake: no answer\n");
      assertThat(ran.err())
          .contains("millrace: 1 of 1 passages have no answer; fake: ", "another")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void keyIsSentButNeverPrinted() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "sk-very-secret\n");
    try (FakeLlmServer server = server((prompt, earlier) -> Fault.BAD_REQUEST)) {
      Cli ran = run(server, "rephrase", text, "--style", "medium", "--key-file", key.toString());
      assertThat(ran.code()).isEqualTo(ExitCode.OUTSIDE_FAILED);
      assertThat(server.authorizations()).containsExactly("Bearer sk-very-secret");
      assertThat(ran.err() + ran.out()).doesNotContain("sk-very-secret").contains("BAD_REQUEST");
    }
  }

  @Test
  void writesAComparisonPage() throws IOException {
    Path german =
        Files.writeString(
            folder.resolve("m.txt"),
            "<b>Die Mühle</b> am Bach steht still, seit der Müller 1956 in die Stadt gezogen ist.");
    Path page = folder.resolve("page.html");
    try (FakeLlmServer server = server(FaultPlan.NONE)) {
      Cli ran =
          run(
              server,
              "rephrase",
              "compare",
              text,
              german.toString(),
              "--style",
              "medium,tagged",
              "--passages",
              "3",
              "--output",
              page.toString());
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).contains("page: " + page);
    }
    assertThat(Files.readString(page))
        .contains("\"style\":\"tagged\"", "\"status\":\"PASSED\"", "\"status\":\"FAILED\"")
        .contains("\"name\":\"mill.txt\"", "\\u003cb\\u003eDie Mühle")
        .doesNotContain("<b>Die");
  }

  private Path recipe(String endpoint) throws IOException {
    StringBuilder lines = new StringBuilder();
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      String made = MadeText.text(random, i % 2 == 0, 12);
      lines.append(MadeText.line("d" + i, i, i % 2 == 0 ? "de" : "en", made)).append('\n');
    }
    Path input = Files.writeString(folder.resolve("in.jsonl"), lines.toString());
    String yaml =
        "inputs: [jsonl: '"
            + input
            + "']\nstages:\n  - rephrase:\n      model: fake\n      server: {endpoints: ['"
            + endpoint
            + "']}\n      cache: '"
            + cache
            + "'\n      budget: {max_tokens: 1000, name: plan, prices: [{model: fake,"
            + " input_per_million: 1, output_per_million: 2}]}\n      budget_store: 'sqlite:"
            + folder.resolve("budget.sqlite")
            + "'\n";
    return Files.writeString(folder.resolve("r.yaml"), yaml);
  }

  @Test
  void planAsksNoModelAndCountsCachedAnswers() throws IOException {
    try (FakeLlmServer server = server(FaultPlan.NONE)) {
      String recipe = recipe(server.endpoint()).toString();
      Cli text = Cli.done("rephrase", "plan", recipe, "--tokens-per-second", "100");
      assertThat(text.out())
          .contains("model        fake\n", "input        40 records\n", "\nhours ", "\ncost ")
          .contains("The budget of 1,000 tokens is too small: it ends after about ");
      JsonNode plan = plan(recipe);
      assertThat(plan.at("/calls/forecast").asDouble()).isEqualTo(40);
      assertThat(plan.at("/calls/high").asDouble()).isEqualTo(40);
      assertThat(server.requests()).isZero();
      assertThat(folder.resolve("cache.sqlite")).doesNotExist();
      assertThat(Cli.done("check", recipe).out())
          .contains("'millrace rephrase plan " + recipe + "'");

      Path output = folder.resolve("out");
      Cli.done(
          "run",
          recipe,
          "--output",
          output.toString(),
          "--runner",
          "direct",
          "--set",
          "stages.rephrase.budget.max_tokens=1000000");
      assertThat(server.requests()).isEqualTo(40);
      JsonNode again = plan(recipe);
      assertThat(again.path("cached").asLong()).isEqualTo(40);
      assertThat(again.at("/calls/high").asDouble()).isZero();
      assertThat(again.at("/cost/high").asDouble()).isZero();
      long spent = again.path("budget_spent_tokens").asLong();
      assertThat(spent).isGreaterThan(1000);
      assertThat(Cli.done("rephrase", "plan", recipe).out())
          .contains("The budget of 1,000 tokens has ", " spent; what is left ");
      JsonNode budget =
          new ObjectMapper()
              .readTree(
                  Cli.done("rephrase", "budget", "show", "--recipe", recipe, "--format", "json")
                      .out())
              .at("/plan");
      long counted =
          budget.path("prompt_tokens").asLong() + budget.path("completion_tokens").asLong();
      assertThat(counted).isEqualTo(spent);
      assertThat(Cli.done("rephrase", "cache", "stats", "--recipe", recipe).out())
          .startsWith("fake\t40\t");
    }
  }

  private static JsonNode plan(String recipe) throws IOException {
    return new ObjectMapper()
        .readTree(Cli.done("rephrase", "plan", recipe, "--format", "json").out());
  }

  @Test
  void recipeWithoutTheStageHasNoPlan() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"), "inputs: [jsonl: '" + text + "']\nstages: []\n");
    Cli ran = Cli.run("rephrase", "plan", recipe.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.err()).isEqualTo("millrace: " + recipe + " has no stage rephrase\n");
  }

  @Test
  void wrongKeyIsAnErrorOfOneLine() throws IOException {
    try (FakeLlmServer server = server((prompt, earlier) -> Fault.UNAUTHORIZED)) {
      Cli trial = run(server, "rephrase", text, "--style", "medium");
      assertThat(trial.code()).as(trial.err()).isEqualTo(ExitCode.OUTSIDE_FAILED);
      assertThat(trial.err().lines()).hasSize(1);
      assertThat(trial.err()).startsWith("millrace: the server at ").contains("API key", "401");
      // threads of the direct runner still write after a failure, so not into a folder that is
      // deleted
      Path kept = Files.createDirectories(Path.of("target", "wrong-key"));
      Cli ran =
          Cli.run(
              "run",
              recipe(server.endpoint()).toString(),
              "--output",
              kept.resolve("out").toString(),
              "--overwrite",
              "--runner",
              "direct",
              "--set",
              "stages.rephrase.cache=sqlite:" + kept.resolve("cache.sqlite"),
              "--set",
              "stages.rephrase.budget_store=sqlite:" + kept.resolve("budget.sqlite"),
              "--set",
              "stages.rephrase.budget.max_tokens=1000000");
      assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OUTSIDE_FAILED);
      assertThat(ran.err())
          .contains("millrace: the pipeline failed: the server at ", " requires an API key")
          .doesNotContain("Exception", "--verbose");
    }
  }

  @Test
  void refusedKeyIsReportedBeforeAnyWork() throws IOException {
    try (RawServer server = new RawServer()) {
      server.serve(
          "/v1/models",
          (request, out) -> {
            out.write("HTTP/1.1 401 x\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
            return true;
          });
      String recipe = recipe(server.url("/v1")).toString();
      Path output = folder.resolve("out");
      for (List<String> command :
          List.of(
              List.of("run", recipe, "--output", output.toString()),
              List.of(
                  "rephrase",
                  text,
                  "--style",
                  "medium",
                  "--cache",
                  cache,
                  "--model",
                  server.url("/v1") + "#fake"))) {
        Cli ran = Cli.run(command);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OUTSIDE_FAILED);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err())
            .startsWith("millrace: the server at 127.0.0.1:")
            .contains(" requires an API key; set key_variable or key_file: status 401");
      }
      assertThat(output).doesNotExist();
    }
  }

  @Test
  void noServerIsAskedForAPlanOrForACluster() throws IOException {
    try (RawServer server = new RawServer()) {
      Path file = recipe(server.url("/v1"));
      String noKey = "stages.rephrase.server.key_variable=MILLRACE_NO_SUCH_KEY";
      Cli plan = Cli.done("rephrase", "plan", file.toString(), "--set", noKey);
      assertThat(plan.err()).isEmpty();
      Recipe recipe = new RecipeReader(Stages.catalog()).read(file, Overrides.none().set(noKey));
      StringWriter said = new StringWriter();
      PrintWriter err = new PrintWriter(said);
      RephraseServers.authorize(
          recipe, new EngineSettings(EngineSettings.Runner.FLINK, 1, "127.0.0.1:1", folder), err);
      assertThat(said.toString()).isEmpty();
      assertThat(server.requests()).isEmpty();
      EngineSettings here =
          new EngineSettings(EngineSettings.Runner.FLINK, 1, EngineSettings.EMBEDDED, folder);
      assertThatThrownBy(() -> RephraseServers.authorize(recipe, here, err))
          .hasMessageContaining("MILLRACE_NO_SUCH_KEY");
    }
  }
}
