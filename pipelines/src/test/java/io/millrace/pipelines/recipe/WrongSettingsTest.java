package io.millrace.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.corpus.config.ConfigException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recipes and options with wrong settings, and the message for each. */
class WrongSettingsTest {

  private static String stages(String yaml) {
    return "inputs: [{warc: a.gz}]\nstages:\n" + yaml;
  }

  private static String rest(String yaml) {
    return "inputs: [{warc: a.gz}]\nstages: []\n" + yaml;
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        arguments(
            stages("  - langid:\n      treshold: .5\n"),
            "r.yaml:4:7: unknown setting 'treshold' of stage 'langid'; did you mean 'threshold'?"),
        arguments(
            stages("  - langid:\n      colour: red\n"),
            "r.yaml:4:7: unknown setting 'colour' of stage 'langid'; its settings are check_script,"
                + " languages, threshold"),
        arguments(
            stages("  - langid: .5\n"),
            "r.yaml:3:13: the settings of stage 'langid' are .5; they must be a mapping"),
        arguments(
            stages("  - langid: {threshold: 1.5}\n"),
            "r.yaml:3:25: 'threshold' is 1.5; it must be between 0 and 1"),
        arguments(
            stages("  - langid: {threshold: {de: .5, fr: -.1}}\n"),
            "r.yaml:3:38: 'threshold.fr' is -.1; it must be between 0 and 1"),
        arguments(
            stages("  - langid: {threshold: {de: high}}\n"),
            "r.yaml:3:30: 'threshold.de' is 'high'; it must be a number"),
        arguments(
            stages("  - langid: {threshold: [.5]}\n"),
            "r.yaml:3:25: 'threshold' is a list; it must be a number or a mapping of languages to"
                + " numbers"),
        arguments(
            stages("  - langid: {threshold: .nan}\n"),
            "r.yaml:3:25: 'threshold' is .nan; it must be a finite number"),
        arguments(
            stages("  - langid: {threshold:}\n"),
            "r.yaml:3:24: 'threshold' is empty; it must be a number or a mapping of languages to"
                + " numbers"),
        arguments(
            stages("  - langid: {check_script: yes}\n"),
            "r.yaml:3:28: 'check_script' is 'yes'; it must be true or false"),
        arguments(
            stages("  - langid: {languages: de}\n"),
            "r.yaml:3:25: 'languages' is 'de'; it must be a list"),
        arguments(
            stages("  - langid: {languages: [de, 5]}\n"),
            "r.yaml:3:30: 'languages[1]' is 5; it must be text, so put it in quotes"),
        arguments(
            stages("  - langid: {languages: [de, [fr]]}\n"),
            "r.yaml:3:30: 'languages[1]' is a list; it must be text"),
        arguments(
            stages("  - gopher-quality: {mode: mask_all}\n"),
            "r.yaml:3:28: 'mode' is 'mask_all'; it must be one of mask-all, drop; did you mean"
                + " 'mask-all'?"),
        arguments(
            stages("  - gopher-quality: {mode: keep}\n"),
            "r.yaml:3:28: 'mode' is 'keep'; it must be one of mask-all, drop"),
        arguments(
            stages("  - gopher-quality: {label: 2024}\n"),
            "r.yaml:3:29: 'label' is 2024; it must be text, so put it in quotes"),
        arguments(
            stages("  - gopher-quality: {max_lines: 3.5}\n"),
            "r.yaml:3:33: 'max_lines' is 3.5; it must be a whole number"),
        arguments(
            stages("  - gopher-quality: {max_lines: 11}\n"),
            "r.yaml:3:33: 'max_lines' is 11; it must be at most 10"),
        arguments(
            stages("  - gopher-quality: {max_lines: -3000000000}\n"),
            "r.yaml:3:33: 'max_lines' is -3000000000; it must be at least -2147483648"),
        arguments(
            stages("  - gopher-quality: {max_bytes: 9999999999999999999999}\n"),
            "r.yaml:3:33: 'max_bytes' is 9999999999999999999999; it must be a whole number of at"
                + " most 64 bits"),
        arguments(
            stages("  - gopher-quality: {max_bytes: 0}\n"),
            "r.yaml:3:33: 'max_bytes' is 0; it must be at least 1"),
        arguments(
            stages("  - gopher-quality:\n      words: {min: 9, max: 3}\n"),
            "r.yaml:4:14: 'words' of stage 'gopher-quality': 'min' is 9; it must be at most 'max',"
                + " 3"),
        arguments(
            stages("  - gopher-quality:\n      words: {mim: 9}\n"),
            "r.yaml:4:15: unknown setting 'words.mim' of stage 'gopher-quality'; did you mean"
                + " 'words.min'?"),
        arguments(
            stages("  - gopher-quality: {words: 9}\n"),
            "r.yaml:3:29: 'words' is 9; it must be a mapping"),
        arguments(
            stages("  - gopher-quality: {weights: {web: 101}}\n"),
            "r.yaml:3:37: 'weights.web' is 101; it must be between 0 and 100"),
        arguments(
            stages("  - gopher-quality: {stop_words: {de: [a]}}\n"),
            "r.yaml:3:39: 'stop_words.de' is a list; it must be text"),
        arguments(
            stages("  - gopher-quality: {ranges: [{min: 1}, {min: -1}]}\n"),
            "r.yaml:3:47: 'ranges[1].min' is -1; it must be at least 0"),
        arguments(
            stages("  - gopher-quality: {ranges: {min: 1}}\n"),
            "r.yaml:3:30: 'ranges' is a mapping; it must be a list"),
        arguments(
            rest("output: {shards: 0}\n"),
            "r.yaml:3:18: 'output.shards' is 0; it must be between 1 and 10000"),
        arguments(
            rest("output: {shards: 10001}\n"),
            "r.yaml:3:18: 'output.shards' is 10001; it must be between 1 and 10000"),
        arguments(
            rest("output: {format: xml}\n"),
            "r.yaml:3:18: 'output.format' is 'xml'; it must be one of jsonl, parquet, webdataset"),
        arguments(
            rest("output: {format: parqet, compression_level: 20}\n"),
            "r.yaml:3:18: 'output.format' is 'parqet'; it must be one of jsonl, parquet,"
                + " webdataset; did you mean 'parquet'?\n"
                + "r.yaml:3:45: 'output.compression_level' is 20; it must be between 1 and 19"),
        arguments(
            rest("output:\n  mix:\n    languages: {de: -1}\n    source: {web: 1}\n"),
            "r.yaml:5:21: 'output.mix.languages.de' is -1; it must be between 0 and 100\n"
                + "r.yaml:6:5: unknown setting 'output.mix.source' of the recipe; did you mean"
                + " 'output.mix.sources'?"),
        arguments(
            rest("tolerance: 2\n"), "r.yaml:3:12: 'tolerance' is 2; it must be between 0 and 1"),
        arguments(
            rest("tolerance: 1 %\n"), "r.yaml:3:12: 'tolerance' is '1 %'; it must be a number"));
  }

  static Stream<Arguments> overrides() {
    return Stream.of(
        arguments(
            stages("  - langid\n"),
            "stages.langid.treshold=.8",
            "--set stages.langid.treshold: unknown setting 'treshold' of stage 'langid'; did you"
                + " mean 'threshold'?"),
        arguments(
            stages("  - langid\n"),
            "stages.langid.threshold=8",
            "--set stages.langid.threshold: 'threshold' is 8; it must be between 0 and 1"),
        arguments(
            stages("  - langid\n"),
            "stages.langid.threshold.de=8",
            "--set stages.langid.threshold.de: 'threshold.de' is 8; it must be between 0 and 1"),
        arguments(
            stages("  - langid\n"),
            "stages.langit.threshold=.8",
            "--set stages.langit.threshold: 'stages' has no entry 'langit'; did you mean"
                + " 'langid'?"),
        arguments(
            stages("  - langid\n"),
            "stages.dedup-exact={}",
            "--set stages.dedup-exact: 'stages' has no entry 'dedup-exact'; it has langid"),
        arguments(
            stages("  - langid\n"),
            "tolerence=0",
            "--set tolerence: unknown setting 'tolerence' of the recipe; did you mean"
                + " 'tolerance'?"),
        arguments(stages("  - langid\n"), "tolerance", "--set tolerance: write it as PATH=VALUE"),
        arguments(stages("  - langid\n"), "=5", "--set : the path has an empty part or too many"),
        arguments(
            stages("  - langid\n"),
            "output..shards=5",
            "--set output..shards: the path has an empty part or too many"),
        arguments(
            stages("  - langid\n"),
            "output.shards=[5",
            "--set output.shards: not valid YAML: expected ',' or ']', but got <stream end>"),
        arguments(
            stages("  - langid\n"),
            "output.shards=many",
            "--set output.shards: 'output.shards' is 'many'; it must be a whole number or 'auto'"),
        arguments(
            stages("  - langid\n"),
            "output.shards.de=5",
            "--set output.shards.de: 'output.shards' is a mapping; it must be a whole number or"
                + " 'auto'"),
        arguments(
            stages("  - langid\n"),
            "models.lid.177=/m",
            "--set models.lid.177: unknown model 'lid.177'; did you mean 'lid.176'?"),
        arguments(
            stages("  - gopher-quality: {ranges: [{min: 1}]}\n"),
            "stages.gopher-quality.ranges.1.min=5",
            "--set stages.gopher-quality.ranges.1.min: 'stages.gopher-quality.ranges' has no entry"
                + " '1'; its entries are numbered from 0 and there are 1"),
        arguments(
            stages("  - gopher-quality: {ranges: [{min: 1}]}\n"),
            "stages.gopher-quality.ranges.0.max=0",
            "--set stages.gopher-quality.ranges.0.max: 'ranges[0].max' is 0; it must be between 1"
                + " and 1000000"),
        arguments(
            "inputs: [{warc: a}, {warc: b}]\nstages: []\n",
            "inputs.warc.max_record=5",
            "--set inputs.warc.max_record: 'inputs' has 2 entries 'warc'; name one by its number,"
                + " from 0"),
        arguments(
            stages("  - langid\n"),
            "stages.1.threshold=.5",
            "--set stages.1.threshold: 'stages' has no entry '1'; it has langid"),
        arguments(
            stages("  - langid\n"),
            "input wrac=a",
            "--input wrac: unknown input kind 'wrac'; did you mean 'warc'?"),
        arguments(
            stages("  - langid\n"), "input warc=", "--input warc: input 'warc' has an empty path"));
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void reportsTheOption(String yaml, String option, String message) {
    String[] input = option.substring(option.indexOf(' ') + 1).split("=", 2);
    Overrides overrides =
        option.startsWith("input ")
            ? Overrides.none().input(input[0], input[1])
            : Overrides.none().set(option);
    assertThatThrownBy(() -> new RecipeReader(Samples.catalog()).read(yaml, "r.yaml", overrides))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @MethodSource({"settings"})
  void reportsTheErrorWithItsPlace(String yaml, String message) {
    RecipeReader reader = new RecipeReader(Samples.catalog());
    assertThatThrownBy(() -> reader.read(yaml, "r.yaml", Overrides.none()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }
}
