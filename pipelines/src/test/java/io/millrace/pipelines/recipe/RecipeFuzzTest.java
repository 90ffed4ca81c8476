package io.millrace.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.PerLanguage;
import io.millrace.connectors.kafka.KafkaOutput;
import io.millrace.corpus.config.ConfigError;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Place;
import io.millrace.corpus.config.Yaml;
import io.millrace.shards.layout.ShardFormat;
import io.millrace.shards.pair.WebDatasetSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Any input gives a recipe or a {@link ConfigException}. */
class RecipeFuzzTest {

  private static final String GOOD =
      """
      inputs:
        - warc: {paths: ["a", 'b'], max_record: 0x10}
      stages:
        - langid: {threshold: {default: .5, de: 7e-1}, languages: [de, &f fr, *f]}
        - gopher-quality:
            words: {min: 1}
            label: >-
              folded
              text
      output: {format: jsonl}
      """;

  private final RecipeReader reader = new RecipeReader(Samples.catalog());

  private void survives(String yaml, Overrides overrides) {
    try {
      assertThat(reader.read(yaml, "r.yaml", overrides).hash()).hasSize(64);
    } catch (ConfigException e) {
      assertThat(e.errors()).isNotEmpty().allSatisfy(RecipeFuzzTest::isOneGoodLine);
    }
  }

  private static void isOneGoodLine(ConfigError error) {
    assertThat(error.message()).isNotBlank().doesNotContain("\n").hasSizeLessThan(1000);
    assertThat(error.line() > 0 || error.file().startsWith("--")).isTrue();
  }

  @Property(tries = 500)
  void survivesAnyText(@ForAll @StringLength(max = 200) String text) {
    survives(text, Overrides.none());
  }

  @Property(tries = 500)
  void survivesPiecesOfYaml(@ForAll("pieces") List<String> pieces) {
    survives(String.join("", pieces), Overrides.none());
  }

  @Property(tries = 400)
  void survivesAnExchangedPart(
      @ForAll("piece") String piece, @ForAll("place") int from, @ForAll("place") int to) {
    int start = Math.min(from, to);
    int end = Math.min(Math.max(from, to), start + 5);
    survives(GOOD.substring(0, start) + piece + GOOD.substring(end), Overrides.none());
  }

  @Property(tries = 400)
  void survivesAnyOption(@ForAll("pieces") @Size(max = 8) List<String> pieces) {
    survives(GOOD, Overrides.none().set(String.join("", pieces)));
    survives(GOOD, Overrides.none().set("stages.langid." + String.join("", pieces) + "=1"));
  }

  @Property(tries = 200)
  void survivesATruncatedRecipe(@ForAll("place") int end) {
    survives(GOOD.substring(0, end), Overrides.none());
  }

  @Property(tries = 200)
  void canonicalJsonKeepsEveryValue(
      @ForAll @StringLength(max = 30) String label,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll("languages") Map<String, Double> languages,
      @ForAll("sources") Map<String, Double> sources) {
    Recipe.Stage langid =
        new Recipe.Stage(
            "langid",
            new Samples.Langid(PerLanguage.of(share, languages), List.of(label), false),
            new Place("x", 1, 1));
    Recipe.Input input =
        new Recipe.Input("warc", new Samples.Warc(List.of("a"), 1), new Place("x", 1, 1));
    RecipeSettings settings =
        new RecipeSettings(
            label,
            WindowSettings.defaults(),
            new OutputSettings(
                ShardFormat.PARQUET,
                1,
                1,
                WebDatasetSettings.defaults(),
                new MixSettings(new TreeMap<>(languages), new TreeMap<>(sources)),
                new KafkaOutput("h:1", "kept", "", new TreeMap<>())),
            share,
            VerdictSignals.UNTIL_DROP,
            new TreeMap<>());
    Recipe recipe = new Recipe(List.of(input), List.of(langid), settings);
    Recipe again = reader.read(recipe.canonicalJson(), "r.yaml", Overrides.none());
    assertThat(again.settings()).isEqualTo(recipe.settings());
    assertThat(again.stages().get(0).settings()).isEqualTo(langid.settings());
    assertThat(again.canonicalJson()).isEqualTo(recipe.canonicalJson());
  }

  @Test
  void boundsTheSizeOfAliases() {
    StringBuilder bomb = new StringBuilder("a: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("b%d: &a%d [".replace("%d", Integer.toString(i)));
      bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a" + (i - 1) + "]\n");
    }
    assertThatThrownBy(() -> Yaml.parse(bomb.toString(), "r.yaml"))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching("r.yaml:\\d+:\\d+: more than (100000 values|100 aliases)");
  }

  @Test
  void boundsTheNestingOfAliases() {
    StringBuilder deep = new StringBuilder("- &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      deep.append("- &a" + i + " [*a" + (i - 1) + "]\n");
    }
    assertThatThrownBy(() -> Yaml.parse(deep.toString(), "r.yaml"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("r.yaml:31:9: nested more than 32 deep");
  }

  @Test
  void sizeIsBounded() {
    assertThatThrownBy(() -> Yaml.parse("[" + "a,".repeat(200_000) + "]", "r.yaml"))
        .hasMessageEndingWith("more than 100000 values");
    assertThatThrownBy(() -> Yaml.parse("a: " + "x".repeat(1 << 20), "r.yaml"))
        .hasMessage("r.yaml:1:1: longer than 1048576 characters");
    assertThatThrownBy(() -> Yaml.parse("[".repeat(500_000), "r.yaml"))
        .hasMessage("r.yaml:1:33: nested more than 32 deep");
    String digits = "9".repeat(1_000_000);
    String number = "{inputs: {warc: {paths: [a], max_record: " + digits + "}}, stages: []}";
    assertThatThrownBy(() -> reader.read(number, "r.yaml", Overrides.none()))
        .hasMessageEndingWith("it must be a whole number of at most 64 bits");
  }

  @Provide
  Arbitrary<String> piece() {
    return Arbitraries.of(
            "inputs",
            "stages",
            "output",
            "langid",
            "threshold",
            "gopher-quality",
            "warc",
            "words",
            ": ",
            ":\n  ",
            "\n",
            "\n- ",
            "\n  - ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "'",
            "\"",
            "#",
            "&a ",
            "*a",
            "!!str ",
            "!x ",
            "|\n  ",
            ">",
            "%YAML 1.2\n",
            "---\n",
            "...\n",
            "? ",
            "<<",
            "null",
            "~",
            ".5",
            "-1",
            "1e999",
            "0x",
            "0o17",
            ".inf",
            "true",
            "\t",
            "\r",
            "\uFEFF",
            "\u0085",
            "\0",
            "\uD800",
            "\"\\uD800\"",
            "\"\\x\"",
            "\"\\U00110000\"",
            "=",
            ".",
            "..")
        .flatMap(word -> Arbitraries.of(word, word.toUpperCase(Locale.ROOT), word + " "));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return piece().list().ofMaxSize(30);
  }

  @Provide
  Arbitrary<Integer> place() {
    return Arbitraries.integers().between(0, GOOD.length());
  }

  @Provide
  Arbitrary<Map<String, Double>> languages() {
    Arbitrary<String> codes = Arbitraries.of("de", "als", "zh", "und", "qaa", "deu_Latn");
    return Arbitraries.maps(codes, Arbitraries.doubles().between(0, 1).ofScale(6)).ofMaxSize(4);
  }

  @Provide
  Arbitrary<Map<String, Double>> sources() {
    Arbitrary<String> names = Arbitraries.strings().ofMinLength(1).ofMaxLength(5);
    Arbitrary<Double> values = Arbitraries.doubles().between(0, 1).ofScale(6);
    return Arbitraries.maps(names, values).ofMaxSize(4);
  }
}
