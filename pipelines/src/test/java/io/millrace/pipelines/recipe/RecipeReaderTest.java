package io.millrace.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Place;
import io.millrace.shards.layout.ShardFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeReaderTest {

  private static final String WHOLE =
      """
      name: web
      inputs:
        - warc: crawl/*.warc.gz
        - jsonl: {paths: [a.jsonl, b.jsonl], text_field: content}
      stages:
        - langid:
            threshold: {de: .8}
        - gopher-quality: {words: {min: 10}}
        - dedup-exact
      output:
        format: parquet
        mix:
          languages: {de: 2}
      tolerance: 0
      models:
        lid.176: /models/lid.176.ftz
      """;

  private final RecipeReader reader = new RecipeReader(Samples.catalog());

  private Recipe read(String yaml) {
    return reader.read(yaml, "r.yaml", Overrides.none());
  }

  /** The number depends only on the size of the input files. */
  @Test
  void autoGivesShardsByTheSizeOfTheInput() {
    Recipe auto = read("inputs: [warc: a]\nstages: []\noutput: {shards: auto}\n");
    assertThat(auto.output().shards()).isEqualTo(OutputSettings.AUTO);
    assertThat(read(auto.canonicalJson())).extracting(Recipe::hash).isEqualTo(auto.hash());
    assertThat(auto.canonicalJson()).contains("\"shards\":\"auto\"");
    assertThat(auto.withShardsFor(0).output().shards()).isEqualTo(1);
    assertThat(auto.withShardsFor(16 << 20).output().shards()).isEqualTo(1);
    assertThat(auto.withShardsFor((16 << 20) + 1).output().shards()).isEqualTo(2);
    assertThat(auto.withShardsFor(1L << 40).output().shards()).isEqualTo(64);
    assertThat(auto.withShardsFor(1).hash())
        .isEqualTo(read("inputs: [warc: a]\nstages: []\noutput: {shards: 1}\n").hash());
    assertThatThrownBy(() -> read("inputs: [warc: a]\nstages: []\noutput: {shards: few}\n"))
        .hasMessageContaining("'output.shards' is 'few'; it must be a whole number or 'auto'");
  }

  @Test
  void readsACompleteRecipe() {
    Recipe recipe = read(WHOLE);
    assertThat(recipe.name()).isEqualTo("web");
    assertThat(recipe.inputs())
        .containsExactly(
            new Recipe.Input(
                "warc",
                new Samples.Warc(List.of("crawl/*.warc.gz"), 50_000_000),
                new Place("r.yaml", 3, 5)),
            new Recipe.Input(
                "jsonl",
                new Samples.Jsonl(List.of("a.jsonl", "b.jsonl"), "content"),
                new Place("r.yaml", 4, 5)));
    assertThat(recipe.stages())
        .extracting(Recipe.Stage::name)
        .containsExactly("langid", "gopher-quality", "dedup-exact");
    assertThat(recipe.stages().get(1).place()).isEqualTo(new Place("r.yaml", 8, 5));
    assertThat(recipe.stage("langid", Samples.Langid.class).orElseThrow().threshold())
        .isEqualTo(PerLanguage.of(.65, Map.of("de", .8)));
    assertThat(recipe.stage("c4", Samples.Langid.class)).isEmpty();
    assertThat(recipe.output().format()).isEqualTo(ShardFormat.PARQUET);
    assertThat(recipe.output().shards()).isEqualTo(8);
    assertThat(recipe.output().mix().languages()).isEqualTo(Map.of("de", 2.0));
    assertThat(recipe.tolerance()).isZero();
    assertThat(recipe.models()).isEqualTo(Map.of("lid.176", "/models/lid.176.ftz"));
  }

  @Test
  void readsTheSmallestRecipe() {
    Recipe recipe = read("{inputs: {warc: [a, b]}, stages: []}");
    assertThat(recipe.stages()).isEmpty();
    assertThat(recipe.tolerance()).isEqualTo(.01);
    assertThat(recipe.output()).isEqualTo(OutputSettings.defaults());
    assertThat(recipe.inputs().get(0).settings())
        .isEqualTo(new Samples.Warc(List.of("a", "b"), 50_000_000));
  }

  @Test
  void canonicalJsonIsAnEqualRecipe() {
    Recipe recipe = read(WHOLE);
    Recipe again = read(recipe.canonicalJson());
    assertThat(again.canonicalJson()).isEqualTo(recipe.canonicalJson());
    assertThat(again.hash()).isEqualTo(recipe.hash()).matches("[0-9a-f]{64}");
    assertThat(again.settings()).isEqualTo(recipe.settings());
  }

  @Test
  void canonicalJsonFillsInDefaultsAndSorts() {
    assertThat(read("{stages: [langid, dedup-exact], inputs: {jsonl: x}}").canonicalJson())
        .isEqualTo(
            "{\"inputs\":[{\"jsonl\":{\"paths\":[\"x\"],\"text_field\":\"text\"}}],\"models\":{},"
                + "\"name\":\"\",\"output\":{\"compression_level\":3,\"format\":\"jsonl\","
                + "\"mix\":{\"languages\":{},\"sources\":{}},\"shards\":8,"
                + "\"webdataset\":{\"image_ending\":\"jpg\",\"max_bytes\":1073741824,"
                + "\"max_samples\":10000,\"mixture\":false}},\"stages\":"
                + "[{\"langid\":{\"check_script\":true,\"languages\":[],"
                + "\"threshold\":{\"de\":0.7,\"default\":0.65}}},{\"dedup-exact\":{}}],"
                + "\"tolerance\":0.01,\"verdict_signals\":\"all\","
                + "\"windows\":{\"allowed_lateness\":\"10m\",\"size\":\"\"}}");
  }

  @Test
  void equivalentRecipesHaveTheSameHash() {
    String hash = read("{inputs: {warc: a}, stages: [langid]}").hash();
    assertThat(read("stages: [{langid: {threshold: {de: .7}}}]\ninputs: [{warc: [a]}]").hash())
        .isEqualTo(hash);
    assertThat(read("{inputs: {warc: a}, stages: [langid], tolerance: 1.0e-2}").hash())
        .isEqualTo(hash);
    assertThat(read("{inputs: {warc: a}, stages: [langid], tolerance: .02}").hash())
        .isNotEqualTo(hash);
    assertThat(read("{inputs: {warc: a}, stages: [langid], tolerance: -0.0}").hash())
        .isEqualTo(read("{inputs: {warc: a}, stages: [langid], tolerance: 0}").hash());
  }

  @Test
  void escapedTextRoundTrips() {
    Recipe recipe =
        read(
            "{inputs: {warc: a}, stages: [], name: \"\\x7f \\x85 \\uFEFF \\u2028 \\uFFFE \\0"
                + " \\U0001F600\"}");
    assertThat(read(recipe.canonicalJson()).name())
        .isEqualTo(recipe.name())
        .isEqualTo("\u007f \u0085 \uFEFF \u2028 \uFFFE \0 \uD83D\uDE00");
  }

  @Test
  void optionsSetMissingSettings() {
    Overrides overrides =
        Overrides.none()
            .set("stages.langid.threshold.fr=.1")
            .set("stages.gopher-quality.words.max=20")
            .set("stages.dedup-exact={}")
            .set("output.shards = 4")
            .set("output.mix={sources: {web: .5}}")
            .set("models.lid.176=/other")
            .set("inputs.warc.max_record=7")
            .set("inputs.1.text_field=body")
            .set("name=2024");
    Recipe recipe = reader.read(WHOLE, "r.yaml", overrides);
    assertThat(recipe.stage("langid", Samples.Langid.class).orElseThrow().threshold())
        .isEqualTo(PerLanguage.of(.65, Map.of("de", .8, "fr", .1)));
    assertThat(recipe.stage("gopher-quality", Samples.Quality.class).orElseThrow().words())
        .isEqualTo(new Samples.Words(10, 20));
    assertThat(recipe.output().shards()).isEqualTo(4);
    assertThat(recipe.output().mix().sources()).isEqualTo(Map.of("web", .5));
    assertThat(recipe.output().mix().languages()).isEmpty();
    assertThat(recipe.models()).isEqualTo(Map.of("lid.176", "/other"));
    assertThat(recipe.inputs().get(0).settings())
        .isEqualTo(new Samples.Warc(List.of("crawl/*.warc.gz"), 7));
    assertThat(recipe.inputs().get(1).settings())
        .isEqualTo(new Samples.Jsonl(List.of("a.jsonl", "b.jsonl"), "body"));
    assertThat(recipe.name()).isEqualTo("2024");
  }

  @Test
  void optionsCanSetANumberByLanguage() {
    String yaml = "{inputs: {warc: a}, stages: [{langid: {threshold: .3}}]}";
    Overrides overrides = Overrides.none().set("stages.langid.threshold.de=.4");
    assertThat(
            reader
                .read(yaml, "r.yaml", overrides)
                .stage("langid", Samples.Langid.class)
                .orElseThrow()
                .threshold())
        .isEqualTo(PerLanguage.of(.3, Map.of("de", .4)));
  }

  @Test
  void inputsOfTheCommandLineReplaceTheRecipes() {
    Overrides overrides =
        Overrides.none()
            .input("jsonl", "x/*")
            .input("jsonl", "y: [/*")
            .set("inputs.jsonl.text_field=t");
    Recipe recipe = reader.read(WHOLE, "r.yaml", overrides);
    assertThat(recipe.inputs())
        .containsExactly(
            new Recipe.Input(
                "jsonl",
                new Samples.Jsonl(List.of("x/*", "y: [/*"), "t"),
                Place.option("--input jsonl")));
    Recipe kept = reader.read(WHOLE, "r.yaml", Overrides.none().input("jsonl", "z"));
    assertThat(kept.inputs().get(0).settings())
        .isEqualTo(new Samples.Jsonl(List.of("z"), "content"));
    Recipe without = reader.read("stages: []", "r.yaml", Overrides.none().input("warc", "z"));
    assertThat(without.inputs().get(0).kind()).isEqualTo("warc");
  }

  @Test
  void readsAnchors() {
    Recipe recipe = read("{inputs: {warc: &a [x], jsonl: *a}, stages: []}");
    assertThat(recipe.inputs().get(1).settings())
        .isEqualTo(new Samples.Jsonl(List.of("x"), "text"));
  }

  @Test
  void files(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("r.yaml");
    Files.writeString(file, WHOLE);
    assertThat(reader.read(file, Overrides.none()).hash()).isEqualTo(read(WHOLE).hash());

    Files.write(file, new byte[] {'a', ':', (byte) 0xff});
    assertThatThrownBy(() -> reader.read(file, Overrides.none()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ": not text in UTF-8");

    Files.write(file, new byte[(4 << 20) + 1]);
    assertThatThrownBy(() -> reader.read(file, Overrides.none()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ": larger than 4194304 bytes");

    Path none = folder.resolve("none.yaml");
    assertThatThrownBy(() -> reader.read(none, Overrides.none()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(none + ": there is no such file");
  }
}
