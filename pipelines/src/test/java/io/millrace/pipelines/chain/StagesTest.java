package io.millrace.pipelines.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Document;
import io.millrace.corpus.config.ConfigException;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagesTest {

  private static Recipe recipe(String input, String more) {
    String yaml = "inputs: [{" + input + ": a}]\n" + more;
    return new RecipeReader(Stages.catalog()).read(yaml, "r.yaml", Overrides.none());
  }

  private static DocumentChain chain(Recipe recipe) {
    return Stages.chain(recipe, ChainResources.withoutMarks(recipe, Collections.emptySortedMap()));
  }

  @Test
  void windowsAndStreamsNeedANumberOfShards() {
    String auto = "stages: []\noutput: {shards: auto}\n";
    assertThat(recipe("jsonl", auto).stages()).isEmpty();
    assertThatThrownBy(() -> recipe("jsonl", auto + "windows: {size: 1h}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("does not work with streams and windows; give a number");
  }

  @Test
  void stagesThatNeedTextComeAfterExtract() {
    String stages = "stages: [url-filter: {words: [casino]}, dedup-url, c4, extract, langid]";
    assertThatThrownBy(() -> recipe("warc", stages))
        .isInstanceOf(ConfigException.class)
        .hasMessage("r.yaml:2:52: stage 'c4' needs the text; list 'extract' before it");
    assertThat(recipe("jsonl", stages).stages()).hasSize(5);
    assertThat(recipe("warc", "stages: [langid]").stages()).hasSize(1);
  }

  @Test
  void reportsAWrongTokenizerBeforeTheRun(@TempDir Path folder) throws IOException {
    Path none = folder.resolve("none");
    Path wrong = Files.writeString(folder.resolve("tokenizer.json"), "{}");
    for (Path file : new Path[] {none, wrong}) {
      Recipe recipe =
          recipe(
              "jsonl",
              "stages:\n  - rephrase: {server: {endpoints: ['http://h/v1']}, language_model: '',"
                  + " tokenizer: '"
                  + file
                  + "'}");
      assertThatThrownBy(() -> Stages.checkModelFiles(recipe))
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("r.yaml:3:5: stage 'rephrase': tokenizer: " + file)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void chainWithoutMarksJudges() throws IOException {
    DocumentChain chain =
        chain(recipe("jsonl", "stages: [dedup-url, dedup-exact, dedup-minhash: {bands: 4}]"));
    chain.prepare();
    Document document =
        new Document(
            "0".repeat(32),
            "one two three four five six seven",
            "http://a/",
            "",
            "",
            "en",
            1,
            new TreeMap<>());
    assertThat(chain.judge(document).ended()).isEmpty();
  }

  @Test
  void rejectsStagesWithoutEffect() {
    assertThatThrownBy(() -> recipe("jsonl", "stages:\n  - decontaminate\n  - url-filter"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "r.yaml:3:5: stage 'decontaminate' has nothing to compare with; give"
                + " 'evaluation_sets: [FILE]'\n"
                + "r.yaml:4:5: stage 'url-filter' blocks nothing; give 'lists', 'domains', 'urls'"
                + " or 'words'");
  }

  @Test
  void reportsMissingFilesWithTheirStage(@TempDir Path folder) {
    Path none = folder.resolve("none");
    for (String stage :
        new String[] {
          "culturax: {calibration: '" + none + "'}",
          "culturax: {flagged_word_lists: {de: '" + none + "'}}",
          "decontaminate: {evaluation_sets: ['" + none + "']}",
          "url-filter: {lists: '" + none + "'}"
        }) {
      Recipe recipe = recipe("jsonl", "stages:\n  - " + stage);
      assertThatThrownBy(() -> chain(recipe))
          .as(stage)
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("r.yaml:3:5: stage '" + stage.substring(0, stage.indexOf(':')))
          .hasMessageContaining(none.toString());
    }
  }

  @Test
  void rephraseIsLastAndChecksStylesAndSignals() {
    assertThatThrownBy(() -> recipe("jsonl", "stages: [rephrase, pii]"))
        .hasMessage("r.yaml:2:20: stage 'pii' follows 'rephrase', which must be the last");
    assertThatThrownBy(() -> chain(recipe("jsonl", "stages: [rephrase: {styles: [medium, poem]}]")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stage 'rephrase': unknown style 'poem'; there are dialogue, ");
    assertThatThrownBy(() -> chain(recipe("jsonl", "stages: [rephrase: {quality: langid.score}]")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("quality is 'langid.score'; no stage has that signal");
    assertThatThrownBy(() -> chain(recipe("jsonl", "stages: [rephrase: {budget: {max_money: 1}}]")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max_money is set, but model 'smollm2-135m-instruct' has no price");
    assertThat(chain(recipe("jsonl", "stages: [langid, rephrase]")).signals())
        .contains("rephrase.written", "rephrase.propensity", "rephrase.word_overlap");
  }

  @Test
  void modelsForRephrasingAreKnownOrExist() {
    assertThatThrownBy(
            () ->
                Stages.checkModelFiles(
                    recipe("jsonl", "stages: [rephrase: {model: nowhere.gguf}]")))
        .hasMessageContaining("stage 'rephrase': model is 'nowhere.gguf'; there is no such file");
    Recipe local = recipe("jsonl", "stages: [rephrase]");
    Stages.checkModelFiles(local);
    assertThat(Stages.modelsOf(local)).containsExactly("lid.176");
    assertThat(Stages.generatorsOf(local)).containsExactly("smollm2-135m-instruct");
    Recipe served =
        recipe(
            "jsonl",
            "stages: [rephrase: {model: m, server: {endpoints: ['http://localhost:1/v1']}}]");
    Stages.checkModelFiles(served);
    assertThat(Stages.generatorsOf(served)).isEmpty();
  }

  @Test
  void modelsGivenByPathMustExist(@TempDir Path folder) throws Exception {
    Path model = folder.resolve("own.bin");
    Recipe recipe = recipe("jsonl", "stages:\n  - langid: {model: '" + model + "'}");
    assertThatThrownBy(() -> Stages.checkModelFiles(recipe))
        .hasMessage(
            "r.yaml:3:5: stage 'langid': model is '"
                + model
                + "'; there is no such file and no model of that name");
    Files.createFile(model);
    Stages.checkModelFiles(recipe);
    Stages.checkModelFiles(recipe("jsonl", "stages: [langid]"));
  }

  @Test
  void rulesAndSignalsNeedNoModel() {
    DocumentChain chain = chain(recipe("jsonl", "stages: [langid: {model: nowhere.bin}]"));
    assertThat(chain.step(0).rules()).hasSize(1);
    assertThatThrownBy(chain::prepare).hasMessageContaining("nowhere.bin");
  }

  @Test
  void signalsOfLaterStagesAreMeasuredUnlessTheRecipeSaysNot() {
    Document document =
        new Document("0".repeat(32), "Short.", "", "", "", "en", 1, new TreeMap<>());
    String stages = "stages: [gopher-quality, fineweb]\n";
    double[] all = chain(recipe("jsonl", stages)).judge(document).signals();
    DocumentChain untilDrop = chain(recipe("jsonl", stages + "verdict_signals: until-drop"));
    int fineweb = untilDrop.signals().indexOf("fineweb.line_punctuation");
    assertThat(untilDrop.judge(document).signals()[fineweb]).isNaN();
    assertThat(all[fineweb]).isEqualTo(1);
  }
}
