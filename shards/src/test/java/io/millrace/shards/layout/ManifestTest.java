package io.millrace.shards.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.shards.verify.SampleOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {

  @TempDir private Path folder;
  private String json;
  private Manifest manifest;

  @BeforeEach
  void write() throws IOException {
    manifest = new SampleOutput(folder, ShardFormat.JSONL).writeFiles();
    json = new String(ManifestJson.write(manifest), StandardCharsets.UTF_8);
  }

  private static Manifest read(String json) throws IOException {
    return ManifestJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsBackAndWritesTheSameBytes() throws IOException {
    assertThat(read(json)).isEqualTo(manifest);
    assertThat(ManifestJson.write(read(json))).asString(StandardCharsets.UTF_8).isEqualTo(json);
  }

  @Test
  void fieldsAreInOneOrderAndTheRecipeIsSorted() {
    assertThat(json)
        .startsWith(
            """
            {
              "format_version" : 1,
              "millrace_version" : "0.1.0",
              "recipe_sha256" : "RECIPE",
              "recipe" : {
                "stages" : [
                  {
                    "langid" : {
                      "a" : 0.5,
                      "b" : 1
                    }
                  }
                ]
              },
              "models" : [
                {
                  "name" : "lid.176.ftz",
            """
                .replace("RECIPE", manifest.recipeSha256()))
        .containsSubsequence(
            "\"inputs\" : {",
            "\"records\" : {",
            "\"skipped\" : {",
            "\"totals\" : {",
            "\"input\" : 5,",
            "\"kept\" : 4,",
            "\"dropped\" : 1,",
            "\"failed\" : 0,",
            "\"late\" : 0,",
            "\"written\" : 5",
            "\"stages\" : [",
            "\"stage\" : \"langid\",",
            "\"in\" : 5,",
            "\"languages\" : {",
            "\"de\" : {",
            "\"reasons\" : {",
            "\"short_words\" : 1",
            "\"shards\" : [",
            "\"path\" : \"shards/de/part-00000-of-00001.jsonl.zst\",",
            "\"records\" : 3,",
            "\"bytes\" : ",
            "\"sha256\" : ",
            "\"rejected\" : [",
            "\"verdicts\" : [");
  }

  @Test
  void theRecipesHashIgnoresOrderAndSpace() throws IOException {
    JsonMapper mapper = new JsonMapper();
    assertThat(
            ManifestJson.canonical(
                mapper.readTree("{\"b\": [1, {\"d\":2,\"c\":\"ı\"}], \"a\": null}")))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"a\":null,\"b\":[1,{\"c\":\"ı\",\"d\":2}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format_version\" : 1, | \"format_version\" : 2,",
        "\"kept\" : 4,           | \"kept\" : 4.5,",
        "\"kept\" : 4,           | \"kept\" : \"4\",",
        "\"kept\" : 4,           | ''",
        "\"kept\" : 4,           | \"kept\" : 4, \"kept\" : 4,",
        "\"kept\" : 4,           | \"kept\" : 4, \"more\" : 4,",
        "\"totals\"              | \"total\"",
      })
  void rejectsUnknownContent(String written, String changed) {
    assertThat(json).contains(written);
    assertThatThrownBy(() -> read(json.replace(written, changed))).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"jsonl\" : 5       | \"jsonl\" : 6       | inputs.records add up to 6, must be 5",
        "\"short_words\" : 1 | \"short_words\" : 2 | reasons of gopher-quality add up to 2, must be"
            + " 1",
        "\"in\" : 5,         | \"in\" : 0,         | stage gopher-quality loses more records than"
            + " reach it",
      })
  void reportsInconsistentCounts(String written, String changed, String problem)
      throws IOException {
    assertThat(manifest.contradictions()).isEmpty();
    assertThat(read(json.replace(written, changed)).contradictions()).isEqualTo(List.of(problem));
  }

  @Test
  void everyRecordHasOneOutcome() {
    Manifest.Counts odd = new Manifest.Counts(5, 4, 0, 0, 0, 3);
    Manifest wrong =
        new Manifest(
            manifest.formatVersion(),
            manifest.millraceVersion(),
            manifest.recipeSha256(),
            manifest.recipe(),
            manifest.models(),
            manifest.inputs(),
            odd,
            manifest.stages(),
            manifest.languages(),
            manifest.reasons(),
            manifest.rephrase(),
            manifest.shards(),
            manifest.rejected(),
            manifest.verdicts(),
            manifest.companions(),
            manifest.takedowns(),
            manifest.plugins());
    assertThat(wrong.contradictions())
        .contains(
            "totals: input 5 is not kept 4 + dropped 0 + failed 0 + late 0",
            "totals: kept 4 but written 3");
  }
}
