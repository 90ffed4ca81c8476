package io.millrace.pipelines.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipelines.engine.Engine;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.flow.Sampling;
import io.millrace.pipelines.output.WorkFolder;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.testing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRequestTest {

  /** A run with {@code shards: auto} continues with another recipe, over the same sample. */
  @Test
  void anotherRecipeKeepsTheSample() {
    RunRequest request =
        new RunRequest(null, new TreeMap<>(), "out", null, null, new Sampling(.5, 7));
    assertThat(request.with(null)).isEqualTo(request);
  }

  /** The files are listed once, for the number of shards and for the run key. */
  @Test
  void autoHasTheRunKeyOfItsNumber(@TempDir Path folder) throws IOException {
    Engine.load();
    Files.writeString(folder.resolve("a.jsonl"), "{\"text\": \"some words\"}\n");
    ReadingPlan found = new ReadingPlan();
    assertThat(key(folder, "auto", found)).isEqualTo(key(folder, "1", new ReadingPlan()));
    assertThat(found.splits(1)).hasSize(1);
  }

  private static WorkFolder.RunKey key(Path folder, String shards, ReadingPlan found)
      throws IOException {
    Recipe recipe = Sample.recipe(folder + "/*.jsonl", "output: {shards: " + shards + "}\n");
    RunRequest request =
        new RunRequest(recipe, new TreeMap<>(), "out", null, null, new Sampling(1, 0));
    return new MillRun(request, null).findInputs(found);
  }
}
