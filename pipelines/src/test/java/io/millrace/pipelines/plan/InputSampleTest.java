package io.millrace.pipelines.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.InputRecord;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputSampleTest {

  @TempDir private Path folder;

  private Recipe recipe(String... files) throws IOException {
    StringBuilder inputs = new StringBuilder();
    for (String file : files) {
      inputs.append("  - jsonl: '").append(folder.resolve(file)).append("'\n");
    }
    Path recipe =
        Files.writeString(folder.resolve("r.yaml"), "inputs:\n" + inputs + "stages: []\n");
    return new RecipeReader(Stages.catalog()).read(recipe, Overrides.none());
  }

  private void write(String name, int from, int to) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append("{\"id\": \"d" + i + "\", \"text\": \"Text of number " + i + ".\"}\n");
    }
    Files.writeString(folder.resolve(name), lines.toString());
  }

  private static List<String> ids(InputSample sample) {
    return sample.records().stream().map(InputRecord::id).toList();
  }

  @Test
  void sampleDependsOnIdsAndNotOnFiles() throws IOException {
    write("all.jsonl", 0, 300);
    write("b.jsonl", 0, 100);
    write("a.jsonl", 100, 300);
    InputSample one = InputSample.draw(recipe("all.jsonl"), 40, 1 << 20);
    InputSample two = InputSample.draw(recipe("a.jsonl", "b.jsonl"), 40, 1 << 20);
    assertThat(ids(two)).isEqualTo(ids(one)).hasSize(40).doesNotHaveDuplicates();
    assertThat(one.population()).isEqualTo(300);
    assertThat(one.isWhole()).isTrue();
    InputSample larger = InputSample.draw(recipe("all.jsonl"), 80, 1 << 20);
    assertThat(ids(larger).subList(0, 40)).isEqualTo(ids(one));
    assertThat(ids(InputSample.draw(recipe("all.jsonl"), 1000, 1 << 20))).hasSize(300);
  }

  @Test
  void readsAPartOfALargeInput() throws IOException {
    String[] names = new String[20];
    for (int i = 0; i < names.length; i++) {
      names[i] = "part" + i + ".jsonl";
      write(names[i], 1000 + 50 * i, 1050 + 50 * i);
    }
    long bytes = Files.size(folder.resolve(names[0]));
    InputSample sample = InputSample.draw(recipe(names), 30, 5 * bytes);
    assertThat(sample.read()).isEqualTo(250);
    assertThat(sample.isWhole()).isFalse();
    assertThat(sample.population()).isBetween(990.0, 1010.0);
    assertThat(sample.records()).hasSize(30);
  }
}
