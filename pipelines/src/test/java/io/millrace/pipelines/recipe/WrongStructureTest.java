package io.millrace.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.corpus.config.ConfigException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recipes that are not YAML or have a wrong structure, and the message for each. */
class WrongStructureTest {

  private static String stages(String yaml) {
    return "inputs: [{warc: a.gz}]\nstages:\n" + yaml;
  }

  private static String rest(String yaml) {
    return "inputs: [{warc: a.gz}]\nstages: []\n" + yaml;
  }

  static Stream<Arguments> notYaml() {
    return Stream.of(
        arguments("", "r.yaml:1:1: the recipe is empty"),
        arguments("# only a comment\n", "r.yaml:1:1: the recipe is empty"),
        arguments(
            "- a\n- b\n",
            "r.yaml:1:1: a recipe is a mapping with 'inputs' and 'stages', not a list"),
        arguments(
            "text\n", "r.yaml:1:1: a recipe is a mapping with 'inputs' and 'stages', not 'text'"),
        arguments(
            "inputs: [a\nstages: []\n",
            "r.yaml:2:7: not valid YAML: expected ',' or ']', but got :"),
        arguments(
            "inputs: {a: b: c}\n", "r.yaml:1:14: not valid YAML: expected ',' or '}', but got :"),
        arguments("a: 'open\n", "r.yaml:2:1: not valid YAML: found unexpected end of stream"),
        arguments(
            "a:\n\t- b\n",
            "r.yaml:2:1: not valid YAML: found character '\\t(TAB)' that cannot start any token."
                + " (Do not use \\t(TAB) for indentation)"),
        arguments(
            "a: &x [*x]\n",
            "r.yaml:1:8: the alias '*x' names nothing before it; text that begins with '*' needs"
                + " quotes"),
        arguments(
            "inputs:\n  - warc: *.gz\n",
            "r.yaml:2:12: not valid YAML: unexpected character found .(46); text that begins with"
                + " '*' needs quotes"),
        arguments(
            "a: *nothing\n",
            "r.yaml:1:4: the alias '*nothing' names nothing before it; text that begins with '*'"
                + " needs quotes"),
        arguments(
            "a: !!binary aGk=\n",
            "r.yaml:1:4: tags such as 'tag:yaml.org,2002:binary' are not supported here"),
        arguments("a: 1\nb: 2\na: 3\n", "r.yaml:3:1: 'a' is given twice"),
        arguments("? [a, b]\n: 1\n", "r.yaml:1:3: a name is needed before ':', not a list"),
        arguments("? {a: b}\n: 1\n", "r.yaml:1:3: a name is needed before ':', not a mapping"),
        arguments(
            "a: 1\n---\nb: 2\n",
            "r.yaml:2:1: a second document begins here; a recipe is one document"),
        arguments("a: \u0007\n", "r.yaml:1:4: the character with code 0x7 is not allowed in YAML"),
        arguments("a: " + "[".repeat(33) + "]".repeat(33), "r.yaml:1:35: nested more than 32 deep"),
        arguments(
            "a: \"\\UFFFFFFFF\"\n",
            "r.yaml:1:1: not valid YAML: a wrong escape or directive follows"),
        arguments("a: \"\\uD800\"\n", "r.yaml:1:4: a lone surrogate is not a character"),
        arguments(
            "%YAML 9.9\n---\na: b\n",
            "r.yaml:1:1: not valid YAML: a wrong escape or directive follows"));
  }

  static Stream<Arguments> structure() {
    return Stream.of(
        arguments(
            "stages: []\n", "r.yaml:1:1: 'inputs' is missing; add it, or give --input KIND=GLOB"),
        arguments(
            "inputs: [{warc: a.gz}]\n", "r.yaml:1:1: 'stages' is missing; add it; '[]' for none"),
        arguments("inputs: []\nstages: []\n", "r.yaml:1:9: 'inputs' is empty; name at least one"),
        arguments(
            "inputs: 5\nstages: []\n",
            "r.yaml:1:9: 'inputs' is 5; it must be a list, each entry beginning with '-'"),
        arguments(
            "inputs:\nstages: []\n",
            "r.yaml:1:8: 'inputs' is empty; it must be a list, each entry beginning with '-'"),
        arguments(
            "inputs: [{warc: a.gz}]\nstages: langid\n",
            "r.yaml:2:9: 'stages' is 'langid'; it must be a list, each entry beginning with '-'"),
        arguments(
            stages("  langid: {check_script: false}\n"),
            "r.yaml:3:3: 'stages' is a mapping; it must be a list, each entry beginning with '-'"),
        arguments(
            rest("ouput: {shards: 2}\n"),
            "r.yaml:3:1: unknown setting 'ouput' of the recipe; did you mean 'output'?"),
        arguments(
            rest("quux: 1\n"),
            "r.yaml:3:1: unknown setting 'quux' of the recipe; its settings are inputs, models,"
                + " name, output, stages, tolerance, verdict_signals, windows"),
        arguments(
            "inputs: [{wrac: a}]\nstages: []\n",
            "r.yaml:1:11: unknown input kind 'wrac'; did you mean 'warc'?"),
        arguments(
            "inputs: [{parquet: a}]\nstages: []\n",
            "r.yaml:1:11: unknown input kind 'parquet'; there are jsonl, warc"),
        arguments(
            "inputs: [warc]\nstages: []\n",
            "r.yaml:1:10: input 'warc' has no paths; give one or more: 'paths: [GLOB]'"),
        arguments(
            "inputs: [{warc: {max_record: 5}}]\nstages: []\n",
            "r.yaml:1:11: input 'warc' has no paths; give one or more: 'paths: [GLOB]'"),
        arguments(
            "inputs: [{warc: ''}]\nstages: []\n", "r.yaml:1:11: input 'warc' has an empty path"),
        arguments(
            "inputs: [{warc: {paths: a}}]\nstages: []\n",
            "r.yaml:1:25: 'paths' is 'a'; it must be a list"),
        arguments(
            "inputs: {warc: {path: [a]}}\nstages: []\n",
            "r.yaml:1:17: unknown setting 'path' of input 'warc'; did you mean 'paths'?"),
        arguments("inputs: {warc: a, warc: b}\nstages: []\n", "r.yaml:1:19: 'warc' is given twice"),
        arguments(
            stages("  - langit\n"), "r.yaml:3:5: unknown stage 'langit'; did you mean 'langid'?"),
        arguments(
            stages("  - gopher_quality\n"),
            "r.yaml:3:5: unknown stage 'gopher_quality'; did you mean 'gopher-quality'?"),
        arguments(
            stages("  - tokenize-everything\n"),
            "r.yaml:3:5: unknown stage 'tokenize-everything'; there are dedup-exact,"
                + " gopher-quality, langid"),
        arguments(
            stages("  - langid\n  - dedup-exact\n  - langid: {}\n"),
            "r.yaml:5:5: stage 'langid' is named twice, first in line 3"),
        arguments(
            stages("  - langid:\n    threshold: .5\n"),
            "r.yaml:4:5: 'threshold' stands beside 'langid'; indent it further if it is a setting,"
                + " else begin with '- '"),
        arguments(
            stages("  - [langid]\n"),
            "r.yaml:3:5: a stage is a name, or a name with its settings; this is a list"),
        arguments(
            stages("  -\n"),
            "r.yaml:3:4: a stage is a name, or a name with its settings; this is empty"),
        arguments(
            stages("  - {}\n"),
            "r.yaml:3:5: a stage is a name, or a name with its settings; this is a mapping"),
        arguments(
            stages("  - dedup-exact: {size: 3}\n"),
            "r.yaml:3:19: unknown setting 'size' of stage 'dedup-exact'"),
        arguments(
            rest("models: {lid176: /a}\n"),
            "r.yaml:3:10: unknown model 'lid176'; did you mean 'lid.176'?"),
        arguments(rest("models: [a]\n"), "r.yaml:3:9: 'models' is a list; it must be a mapping"));
  }

  @ParameterizedTest
  @MethodSource({"notYaml", "structure"})
  void reportsTheErrorWithItsPlace(String yaml, String message) {
    RecipeReader reader = new RecipeReader(Samples.catalog());
    assertThatThrownBy(() -> reader.read(yaml, "r.yaml", Overrides.none()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }
}
