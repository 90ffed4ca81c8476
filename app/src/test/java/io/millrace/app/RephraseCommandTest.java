package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.cli.ExitCode;
import io.millrace.rephrase.budget.Budget;
import io.millrace.rephrase.budget.BudgetSettings;
import io.millrace.rephrase.budget.Price;
import io.millrace.rephrase.cache.CacheKey;
import io.millrace.rephrase.cache.CachedCompletion;
import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts of 'rephrase' that need no language model: cache, budget, prompts, wrong uses. */
class RephraseCommandTest {

  private static final String MODEL = " --model http://127.0.0.1:1/v1#m";

  @TempDir private Path folder;
  private String cache;

  @BeforeEach
  void writeFiles() throws IOException {
    cache = "sqlite:" + folder.resolve("cache.sqlite");
    Files.writeString(folder.resolve("a.txt"), "The mill was built in 1823.\n");
    Files.writeString(folder.resolve("damaged.jsonl"), "{\"key\": 1}\n");
    Path wrong = Files.createDirectory(folder.resolve("wrong"));
    Files.writeString(wrong.resolve("x.yaml"), "style: news\ndescription: A report.\n");
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.writeString(
        own.resolve("news.yaml"),
        "style: news\ndescription: A report.\nlanguages:\n  en: {task: Write the news.}\n");
  }

  private static Arguments wrong(String line, String message) {
    return arguments(line, ExitCode.WRONG_USE, message);
  }

  static Stream<Arguments> uses() {
    return Stream.of(
        wrong("rephrase DIR/a.txt", "Missing required option: '--style=STYLE'"),
        wrong("rephrase DIR/a.txt --style qa", "Missing required option: '--model=MODEL'"),
        wrong("rephrase DIR/none --style qa" + MODEL, "DIR/none: there is no such file"),
        wrong(
            "rephrase DIR/a.txt --style wikpedia" + MODEL,
            "unknown style 'wikpedia'; did you mean 'wikipedia'?"),
        wrong("rephrase DIR/a.txt --style d" + MODEL, "unknown style 'd'; there are dialogue, d"),
        wrong("rephrase DIR/a.txt --style qa --prompts DIR/x" + MODEL, "DIR/x: there is no such f"),
        wrong(
            "rephrase DIR/a.txt --style qa --prompts DIR/wrong" + MODEL,
            "DIR/wrong/x.yaml:1:1: the style needs 'languages'"),
        wrong(
            "rephrase DIR/a.txt --style qa --model smolm2-135m-instruct",
            "unknown model 'smolm2-135m-instruct'; did you mean 'smollm2-135m-instruct'?"),
        wrong(
            "rephrase DIR/a.txt --style qa --model DIR/x.gguf",
            "unknown model 'DIR/x.gguf': there is no such file"),
        wrong(
            "rephrase DIR/a.txt --style qa --model http://127.0.0.1:1/v1",
            "--model is the URL of a server without a model name; write URL#NAME"),
        wrong(
            "rephrase DIR/a.txt --style qa --model http://me:secret@127.0.0.1:1/v1#m",
            "--model: endpoint 127.0.0.1 has a user, a query or a fragment in its address"),
        wrong(
            "rephrase DIR/a.txt --style qa --key-variable MILLRACE_NO_SUCH_KEY" + MODEL,
            "the environment variable MILLRACE_NO_SUCH_KEY for the API key is not set"),
        wrong(
            "rephrase DIR/a.txt --style qa --language German" + MODEL,
            "--language: unknown language 'German'; did you mean 'de'?"),
        wrong(
            "rephrase DIR/a.txt --style qa --passages 0" + MODEL,
            "--passages is 0; it must be at least 1"),
        arguments(
            "rephrase DIR/a.txt --style qa" + MODEL,
            ExitCode.OUTSIDE_FAILED,
            "the server at 127.0.0.1:1 cannot be used: no connection"),
        wrong(
            "rephrase compare DIR/a.txt --style qa" + MODEL,
            "Missing required option: '--output=FILE'"),
        wrong(
            "rephrase compare DIR/a.txt --style qa --output DIR/no/x.html" + MODEL,
            "DIR/no/x.html: there is no such folder"),
        wrong("rephrase compare --style qa --output DIR/x.html" + MODEL, "Missing required param"),
        wrong("rephrase prompts show wikpedia", "unknown style 'wikpedia'; did you mean"),
        wrong("rephrase cache stats", "there is no cache at sqlite:DIR/cache.sqlite"),
        wrong(
            "rephrase cache prune",
            "missing what to prune; give --model, --older-than or --max-bytes"),
        wrong("rephrase cache prune --older-than -1", "--older-than is -1; it must be at least 0"),
        wrong("rephrase cache import DIR/none", "DIR/none: there is no such file"),
        arguments(
            "rephrase cache import DIR/damaged.jsonl",
            ExitCode.BAD_INPUT,
            "DIR/damaged.jsonl: line 1 is not a completion of a cache"));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void errorsAreReported(String line, int code, String message) {
    boolean takesCache = !line.startsWith("rephrase prompts");
    String whole = line + (takesCache ? " --cache " + cache : "");
    Cli ran = Cli.run(whole.replace("DIR", folder.toString()).split(" "));
    assertThat(ran.code()).as(ran.err()).isEqualTo(code);
    assertThat(ran.out()).isEmpty();
    String said = ran.err().replace(folder.toString(), "DIR");
    assertThat(said).startsWith("millrace: " + message);
    assertThat(said).doesNotContain("\tat ", "Exception: ", "secret", "--verbose");
    assertThat(said.lines().filter(each -> !each.startsWith("Try '"))).hasSize(1);
  }

  @Test
  void unusableStoresAreOutsideFailures() throws IOException {
    Path none = Files.writeString(folder.resolve("none.sqlite"), "no database ".repeat(100));
    Cli damaged = Cli.run("rephrase", "cache", "stats", "--cache", "sqlite:" + none);
    assertThat(damaged.code()).as(damaged.err()).isEqualTo(ExitCode.OUTSIDE_FAILED);
    Cli server =
        Cli.run(
            "rephrase", "cache", "stats", "--cache", "postgresql://me:secret@127.0.0.1:1/cache");
    assertThat(server.code()).as(server.err()).isEqualTo(ExitCode.OUTSIDE_FAILED);
    assertThat(damaged.err().lines()).hasSize(1);
    assertThat(server.err().lines()).hasSize(1);
    assertThat(server.err()).contains("127.0.0.1").doesNotContain("secret");
    Cli other = Cli.run("rephrase", "cache", "stats", "--cache", "mysql://me:secret@host/db");
    assertThat(other.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(other.err()).doesNotContain("secret").contains("sqlite:");
  }

  private void fill(int count, String model) {
    try (CompletionCache store = CompletionCache.open(cache)) {
      for (int i = 0; i < count; i++) {
        GenerationRequest request =
            new GenerationRequest(
                model,
                List.of(new ChatMessage(ChatMessage.Role.USER, "q" + i)),
                new GenerationParameters(0, 1, 10, 0, List.of()));
        Completion completion = new Completion("Grüße " + i, Completion.Finish.STOP, 10, 4, model);
        store.put(
            CacheKey.of("", request),
            new CachedCompletion(completion, model, 1_500_000_000L, 86_400_000L * 365));
      }
    }
  }

  @Test
  void budgetsAreShownAndAssumedSpendingIsReleased() throws IOException {
    String store = "sqlite:" + folder.resolve("budget.sqlite");
    Cli none = Cli.run("rephrase", "budget", "show", "--store", store);
    assertThat(none.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(none.err()).startsWith("millrace: there is no budget: ").contains(store);
    BudgetSettings settings = new BudgetSettings("winter", 10_000, 5, List.of());
    try (Budget budget = Budget.open(store, settings)) {
      Price price = new Price(1_000_000, 2_000_000);
      budget.reserve(price, 100, 50).join().orElseThrow().settle(40, 30);
      budget.reserve(price, 1000, 500).join().orElseThrow();
      assertThat(Cli.done("rephrase", "budget", "show", "--store", store).out())
          .startsWith(
              "budget    winter\n"
                  + "limit     10,000 tokens, cost 5\n"
                  + "counted   70 tokens, cost 0.0001\n"
                  + "assumed   0 tokens\n"
                  + "reserved  1,500 tokens, cost 0.002\n"
                  + "          1,500 tokens, cost 0.002 for 1 calls by process "
                  + ProcessHandle.current().pid())
          .contains(" s ago\nleft      8,430 tokens, cost 4.9979\n");
      assertThat(Cli.done("rephrase", "budget", "release", "winter", "--store", store).err())
          .isEqualTo(
              "budget winter: 0 tokens released; 1,500 tokens, cost 0.002 stay reserved for 1"
                  + " calls in flight\n");
    }
    // its worker ended without reporting the call
    JsonNode shown =
        new ObjectMapper()
            .readTree(
                Cli.done("rephrase", "budget", "show", "winter", "--store", store, "--format=json")
                    .out());
    assertThat(shown.at("/winter/reserved_tokens").asLong()).isZero();
    assertThat(shown.at("/winter/assumed_tokens").asLong()).isEqualTo(1500);
    assertThat(Cli.done("rephrase", "budget", "release", "--store", store).err())
        .startsWith("budget winter: 1,500 tokens, cost 0.002 released; 0 tokens stay");
    assertThat(Cli.done("rephrase", "budget", "show", "--store", store).out())
        .contains("\nassumed   0 tokens\n", "\nleft      9,930 tokens, cost 4.9999\n");
    Cli other = Cli.run("rephrase", "budget", "show", "summer", "--store", store);
    assertThat(other.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(other.err()).startsWith("millrace: there is no budget 'summer' in " + store);
    Cli kind = Cli.run("rephrase", "budget", "show", "--store", "mysql://me:secret@host/db");
    assertThat(kind.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(kind.err()).doesNotContain("secret");
  }

  @Test
  void cachesAreCountedExportedImportedAndPruned() throws IOException {
    fill(3, "a");
    fill(2, "b");
    Cli stats = Cli.done("rephrase", "cache", "stats", "--cache", cache);
    assertThat(stats.out())
        .isEqualTo(
            "a\t3\t27\t30\t12\t0.0045\t1971-01-01\t1971-01-01\n"
                + "b\t2\t18\t20\t8\t0.003\t1971-01-01\t1971-01-01\n");
    JsonNode json =
        new ObjectMapper()
            .readTree(
                Cli.done("rephrase", "cache", "stats", "--format", "json", "--cache", cache).out());
    assertThat(json.at("/models/a/cost").asDouble()).isEqualTo(.0045);
    Path file = folder.resolve("export.jsonl.zst");
    Cli.done("rephrase", "cache", "export", file.toString(), "--cache", cache);
    String other = "sqlite:" + folder.resolve("other.sqlite");
    Cli first = Cli.done("rephrase", "cache", "import", file.toString(), "--cache", other);
    assertThat(first.err()).isEqualTo("5 completions read, 5 of them new\n");
    Cli again = Cli.done("rephrase", "cache", "import", file.toString(), "--cache", other);
    assertThat(again.err()).isEqualTo("5 completions read, 0 of them new\n");
    assertThat(Cli.done("rephrase", "cache", "stats", "--cache", other).out())
        .isEqualTo(stats.out());
    Cli byModel = Cli.done("rephrase", "cache", "prune", "--model", "a", "--cache", other);
    assertThat(byModel.err()).isEqualTo("3 completions removed\n");
    Cli bySize = Cli.done("rephrase", "cache", "prune", "--max-bytes", "9", "--cache", other);
    assertThat(bySize.err()).isEqualTo("1 completions removed\n");
    Cli byAge = Cli.done("rephrase", "cache", "prune", "--older-than", "30", "--cache", other);
    assertThat(byAge.err()).isEqualTo("1 completions removed\n");
  }

  @Test
  void promptsAreListedAndShown() {
    Cli list = Cli.done("rephrase", "prompts", "list", "--prompts", folder + "/own");
    assertThat(list.out().lines().toList())
        .contains("news\tprose\tnone\ten\tA report.")
        .anyMatch(line -> line.startsWith("wikipedia\tprose\tpreamble\tar,de,en,"));
    Cli german = Cli.done("rephrase", "prompts", "show", "wiki", "--language", "de");
    assertThat(german.out())
        .startsWith("style         wikipedia\nlanguage      de\ninstructions  de\n")
        .contains("\n--- system\nDu bist", "\n<text>\n{{text}}\n</text>\n");
    Cli english =
        Cli.done(
            "rephrase",
            "prompts",
            "show",
            "wikipedia",
            "--language",
            "de",
            "--instructions",
            "english");
    assertThat(english.out()).contains("instructions  en\n", "Write only in German");
    assertThat(english.out().getBytes(StandardCharsets.UTF_8)).isNotEqualTo(german.out());
  }
}
