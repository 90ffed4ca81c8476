package io.millrace.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunRequestTest {

  /** A run with shards: auto goes on with another recipe, over the same sample. */
  @Test
  void anotherRecipeKeepsTheSample() {
    RunRequest request =
        new RunRequest(null, new TreeMap<>(), "out", null, null, new Sampling(.5, 7));
    assertThat(request.with(null)).isEqualTo(request);
  }
}
