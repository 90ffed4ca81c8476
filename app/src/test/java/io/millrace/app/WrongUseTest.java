package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.app.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong recipes and wrong uses: an error with its position, exit status 2, and no output. */
class WrongUseTest {

  @TempDir private Path folder;

  private static Arguments recipe(String yaml, String message) {
    return arguments(yaml, List.of(), message);
  }

  /** A valid recipe with wrong options. */
  private static Arguments options(String message, String... options) {
    return arguments("inputs: [jsonl: IN]\nstages: [c4]\n", List.of(options), message);
  }

  private static Arguments stages(String stages, String message) {
    return recipe("inputs: [jsonl: IN]\nstages:\n" + stages, message);
  }

  static Stream<Arguments> recipes() {
    return Stream.of(
        recipe("", "r.yaml:1:1: the recipe is empty"),
        recipe(
            "{", "r.yaml:1:2: not valid YAML: expected the node content, but found '<stream end>'"),
        recipe(
            "- a\n- b\n",
            "r.yaml:1:1: a recipe is a mapping with 'inputs' and 'stages', not a list"),
        recipe("inputs: [jsonl: IN]\n", "r.yaml:1:1: 'stages' is missing; add it; '[]' for none"),
        recipe(
            "stages: [c4]\n", "r.yaml:1:1: 'inputs' is missing; add it, or give --input KIND=GLOB"),
        recipe("inputs: []\nstages: [c4]\n", "r.yaml:1:9: 'inputs' is empty; name at least one"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\nstages: [c4]\n",
            "r.yaml:3:1: 'stages' is given twice"),
        recipe(
            "inputs: [jsonl: IN]\nstagse: [c4]\n",
            "r.yaml:1:1: 'stages' is missing; add it; '[]' for none\nr.yaml:2:1: unknown setting 'stagse' of the recipe; did you mean 'stages'?"),
        recipe(
            "inputs: [jsnl: IN]\nstages: [c4]\n",
            "r.yaml:1:10: unknown input kind 'jsnl'; did you mean 'jsonl'?"),
        recipe(
            "inputs: [kafka: {topic: t}]\nstages: [c4]\n",
            "r.yaml:1:10: input 'kafka' has no bootstrap; give 'bootstrap'"),
        recipe(
            "inputs: [kafka: {topic: t, bootstrap: 'h:1'}]\nstages: [c4]\n",
            "r.yaml:1:10: input 'kafka' is a stream, which 'millrace serve' reads; '--input KIND=GLOB' names files instead"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\nwindows: {size: 1h}\noutput: {kafka: {documents_topic: kept}}\n",
            "r.yaml:4:17: 'output.kafka' of the recipe: bootstrap is missing; give 'bootstrap'"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\noutput: {kafka: {documents_topic: kept, bootstrap: 'h:1'}}\n",
            "output.kafka: only windows are published; add 'windows: {size: 1h}'"),
        recipe(
            "inputs: [kafka: {topic: t, bootstrap: 'h:1'}]\nstages: [c4]\nwindows: {size: 1h}\noutput: {kafka: {verdicts_topic: t, bootstrap: 'h:1'}}\n",
            "r.yaml:1:10: input 'kafka' has topic t, which output.kafka writes to"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\nwindows: {size: 1h}\noutput: {kafka: {document_topic: kept}}\n",
            "r.yaml:4:18: unknown setting 'output.kafka.document_topic' of the recipe; did you mean 'output.kafka.documents_topic'?"),
        recipe(
            "inputs: [image-list: IN]\nstages: [image-fetch, image-decode]\nwindows: {size: 1h}\noutput: {format: parquet}\n",
            "r.yaml:2:10: stage 'image-fetch' does not work with windows; remove 'windows'"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\nwindows: {size: 1x}\n",
            "r.yaml:3:10: 'windows' of the recipe: size is '1x', must be a time such as 30s, 15m, 1h or 1d, at most 366d"),
        recipe(
            "inputs: [jsonl: '']\nstages: [c4]\n", "r.yaml:1:10: input 'jsonl' has an empty path"),
        recipe(
            "inputs: [jsonl: {split_bytes: -1, paths: [IN]}]\nstages: [c4]\n",
            "r.yaml:1:31: 'split_bytes' is -1; it must be at least 1"),
        recipe(
            "inputs: [jsonl: {per: page, paths: [IN]}]\nstages: [c4]\n",
            "r.yaml:1:23: 'per' is 'page'; it must be one of file, line"),
        recipe(
            "inputs: [jsonl: {fields: {txt: body}, paths: [IN]}]\nstages: [c4]\n",
            "r.yaml:1:17: input 'jsonl': fields has txt, must be one of [caption, height, id, image_url, language, language_score, source, text, timestamp, url, width]"),
        recipe(
            "inputs: [jsonl: IN\nstages: [c4]\n",
            "r.yaml:2:1: not valid YAML: expected ',' or ']', but got <scalar>"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4, c4]\n",
            "r.yaml:2:14: stage 'c4' is named twice, first in line 2"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [C4]\n",
            "r.yaml:2:10: unknown stage 'C4'; did you mean 'c4'?"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [*undefined]\n",
            "r.yaml:2:10: the alias '*undefined' names nothing before it; text that begins with '*' needs quotes"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [!!binary c4]\n",
            "r.yaml:2:10: tags such as 'tag:yaml.org,2002:binary' are not supported here"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\ntolerance: 2\n",
            "r.yaml:3:12: 'tolerance' is 2; it must be between 0 and 1"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\noutput: {shards: 0}\n",
            "r.yaml:3:18: 'output.shards' is 0; it must be between 1 and 10000"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\noutput: {shards: 8.5}\n",
            "r.yaml:3:18: 'output.shards' is 8.5; it must be a whole number or 'auto'"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\noutput: {format: parqet}\n",
            "r.yaml:3:18: 'output.format' is 'parqet'; it must be one of jsonl, parquet, webdataset; did you mean 'parquet'?"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\noutput: {compression_level: 40}\n",
            "r.yaml:3:29: 'output.compression_level' is 40; it must be between 1 and 19"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\noutput: {mix: {languages: {de: -1}}}\n",
            "r.yaml:3:32: 'output.mix.languages.de' is -1; it must be between 0 and 100"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\nmodels: {lid.177: x}\n",
            "r.yaml:3:10: unknown model 'lid.177'; did you mean 'lid.176'?"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\nname: 2024\n",
            "r.yaml:3:7: 'name' is 2024; it must be text, so put it in quotes"),
        stages(
            "  - gopher-qualty\n",
            "r.yaml:3:5: unknown stage 'gopher-qualty'; did you mean 'gopher-quality'?"),
        stages(
            "  - gopher-quality:\n      min_wrods: 5\n",
            "r.yaml:4:7: unknown setting 'min_wrods' of stage 'gopher-quality'; did you mean 'min_words'?"),
        stages(
            "  - gopher-quality: {min_words: many}\n",
            "r.yaml:3:33: 'min_words' is 'many'; it must be a number or a mapping of languages to numbers"),
        stages(
            "  - minhash\n", "r.yaml:3:5: unknown stage 'minhash'; did you mean 'dedup-minhash'?"),
        stages(
            "  - gopher\n",
            "r.yaml:3:5: unknown stage 'gopher'; did you mean 'gopher-quality' or 'gopher-repetition'?"),
        stages(
            "  - summarise\n",
            "r.yaml:3:5: unknown stage 'summarise'; 'millrace stages' lists them"),
        stages(
            "  - langid: {keep: [german, ger]}\n",
            "r.yaml:3:21: unknown language 'german' in 'keep[0]' of stage 'langid'; did you mean 'de'?\n"
                + "r.yaml:3:29: unknown language 'ger' in 'keep[1]' of stage 'langid'; did you mean 'de'?"),
        stages(
            "  - gopher-quality:\n      min_words: {german: 4, de: 5}\n",
            "r.yaml:4:19: unknown language 'german' in 'min_words' of stage 'gopher-quality'; did you mean 'de'?"),
        stages(
            "  - rephrase: {routes: [{languages: [deu], share: .5}]}\n",
            "r.yaml:3:38: unknown language 'deu' in 'routes[0].languages[0]' of stage 'rephrase'; did you mean 'de'?"),
        stages(
            "  - rephrase: {gates: {close_languages: {de: nds xy}}}\n",
            "r.yaml:3:46: unknown language 'xy' in 'gates.close_languages.de' of stage 'rephrase'; languages are ISO 639 codes, such as de"),
        recipe(
            "inputs: [jsonl: IN]\nstages: [c4]\noutput: {mix: {languages: {zh-Hant: 1}}}\n",
            "r.yaml:3:28: unknown language 'zh-Hant' in 'output.mix.languages' of the recipe; did you mean 'zh'?"),
        recipe(
            "inputs: [jsonl: {language: Deutsch, paths: [IN]}]\nstages: [c4]\n",
            "r.yaml:1:28: unknown language 'Deutsch' in 'language' of input 'jsonl'; did you mean 'de'?"),
        stages(
            "  - gopher-quality: {min_words: 100, max_words: 10}\n",
            "r.yaml:3:21: stage 'gopher-quality': min_words is 100.0, must be at most max_words, which is 10.0"),
        stages(
            "  - langid: {threshold: 1.5}\n",
            "r.yaml:3:25: 'threshold' is 1.5; it must be between 0 and 1"),
        stages(
            "  - langid: {threshold: {de: high}}\n",
            "r.yaml:3:30: 'threshold.de' is 'high'; it must be a number"),
        stages("  - langid: {keep: de}\n", "r.yaml:3:20: 'keep' is 'de'; it must be a list"),
        stages(
            "  - langid: {script_share: .1}\n",
            "r.yaml:3:28: 'script_share' is .1; it must be between 0.5 and 1"),
        stages(
            "  - langid: {model: nowhere/model.ftz}\n",
            "r.yaml:3:5: stage 'langid': model is 'nowhere/model.ftz'; there is no such file and no model of that name"),
        stages(
            "  - dedup-minhash: {bands: 0}\n",
            "r.yaml:3:28: 'bands' is 0; it must be between 1 and 128"),
        stages(
            "  - pii: {action: delete}\n",
            "r.yaml:3:19: 'action' is 'delete'; it must be one of mask, drop"),
        stages(
            "  - url-filter: {lists: nowhere/lists}\n",
            "r.yaml:3:5: stage 'url-filter': lists is 'nowhere/lists', which is not a folder"),
        stages(
            "  - culturax: {calibration: nowhere/thresholds.json}\n",
            "r.yaml:3:5: stage 'culturax': there is no calibration file 'nowhere/thresholds.json'"),
        stages(
            "  - decontaminate: {evaluation_sets: [nowhere/set.jsonl]}\n",
            "r.yaml:3:5: stage 'decontaminate': evaluation_sets has 'nowhere/set.jsonl', which is not a file"),
        stages(
            "\t- c4\n",
            "r.yaml:3:1: not valid YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
        recipe(
            "inputs: [jsonl: nowhere/*.jsonl]\nstages: [c4]\n",
            "r.yaml:1:10: no file matches nowhere/*.jsonl"),
        stages(
            "  - langid: {model: IN}\n",
            "r.yaml:3:5: stage 'langid': IN: not a fastText model: it does not start with fastText's mark"),
        recipe(
            """
            inputs: [image-folder: IN]
            stages:
              - langid
              - image-decode
              - image-ocr: {tesseract: {command: nowhere/tesseract}}
            output: {format: webdataset}
            """,
            "r.yaml:5:5: stage 'image-ocr': no program nowhere/tesseract: text in images is read by"
                + " Tesseract; on Debian: apt-get install tesseract-ocr"),
        recipe(
            "inputs: [jsonl: 'nosuch://bucket/a.jsonl']\nstages: [c4]\n",
            "r.yaml:1:10: no file system for nosuch://bucket/a.jsonl"));
  }

  static Stream<Arguments> uses() {
    return Stream.of(
        options(
            "--set stages.c4.min_sentences: 'min_sentences' is -1; it must be at least 0",
            "--set",
            "stages.c4.min_sentences=-1"),
        options(
            "--set stages.langid.threshold: 'stages' has no entry 'langid'; it has c4",
            "--set",
            "stages.langid.threshold=.8"),
        options("--set tolerance: write it as PATH=VALUE", "--set", "tolerance"),
        options(
            "--set output.shards: not valid YAML: expected ',' or ']', but got <stream end>",
            "--set",
            "output.shards=[5"),
        options(
            "millrace: --input is 'jsonl'; it must be KIND=GLOB\nTry 'millrace run --help'.",
            "--input",
            "jsonl"),
        options(
            "--input wrac: unknown input kind 'wrac'; did you mean 'warc'?", "--input", "wrac=a"),
        options(
            "--input jsonl: no file matches nowhere/*.jsonl", "--input", "jsonl=nowhere/*.jsonl"),
        options(
            "millrace: --parallelism is 0; it must be at least 1\nTry 'millrace run --help'.",
            "--parallelism",
            "0"),
        options(
            "millrace: Invalid value for option '--parallelism': 'two' is not an int\nTry 'millrace run --help'.",
            "--parallelism",
            "two"),
        options(
            "millrace: Invalid value for option '--runner': expected one of [FLINK, DIRECT] (case-insensitive) but was 'spark'\nTry 'millrace run --help'.",
            "--runner",
            "spark"),
        options(
            "millrace: --resume, --overwrite are mutually exclusive (specify only one)\nTry 'millrace run --help'.",
            "--resume",
            "--overwrite"),
        options(
            "millrace: Unknown options: '--parallelsm', '2'\nPossible solutions: --parallelism",
            "--parallelsm",
            "2"),
        options(
            "millrace: Unmatched argument at index 2: 'another.yaml'\nTry 'millrace run --help'.",
            "another.yaml"),
        options(
            "millrace: the output '' must be a folder's name without wildcards", "--output", ""),
        options(
            "millrace: the output 'out*' must be a folder's name without wildcards",
            "--output",
            "out*"),
        options("millrace: no file system for nosuch://a/b", "--output", "nosuch://a/b"),
        options("millrace: the output IN is a file", "--output", "IN"));
  }

  @ParameterizedTest
  @MethodSource({"recipes", "uses"})
  void errorsAreReported(String yaml, List<String> options, String message) throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), "{\"text\": \"Hello.\"}\n");
    Path recipe =
        Files.writeString(folder.resolve("r.yaml"), yaml.replace("IN", "'" + input + "'"));
    Path output = folder.resolve("out");
    List<String> arguments = new ArrayList<>(List.of("run", recipe.toString()));
    arguments.addAll(options.stream().map(o -> o.replace("IN", input.toString())).toList());
    if (!options.contains("--output")) {
      arguments.addAll(List.of("--output", output.toString()));
    }
    if (!options.contains("--runner")) {
      arguments.addAll(List.of("--runner", "direct"));
    }
    Cli ran = Cli.run(arguments);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().replace(input.toString(), "IN").replace(folder + "/", ""))
        .isEqualTo(message + "\n");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(input, recipe);
    }
  }
}
