package io.millrace.pipelines.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.config.ConfigException;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.recipe.RecipeSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The range in the schema is enforced, for each number of each stage. */
class SettingsRangesTest {

  @Test
  void rejectsANumberOutsideItsRange() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(RecipeSchema.json(Stages.catalog()));
    JsonNode stages = schema.at("/properties/stages/items/anyOf/1/properties");
    List<String> tried = new ArrayList<>();
    for (Map.Entry<String, JsonNode> stage : stages.properties()) {
      for (Map.Entry<String, JsonNode> setting : stage.getValue().path("properties").properties()) {
        JsonNode number =
            setting.getValue().has("anyOf")
                ? setting.getValue().get("anyOf").get(0)
                : setting.getValue();
        if (number.has("minimum")) {
          BigDecimal below = number.get("minimum").decimalValue().subtract(BigDecimal.ONE);
          assertRefused(stage.getKey(), setting.getKey(), below);
          tried.add(stage.getKey() + "." + setting.getKey());
        }
        if (number.has("maximum")) {
          BigDecimal above = number.get("maximum").decimalValue().add(BigDecimal.ONE);
          assertRefused(stage.getKey(), setting.getKey(), above);
        }
      }
    }
    assertThat(tried)
        .contains("image-fetch.retries", "gopher-quality.min_words", "extract.document_seconds")
        .hasSizeGreaterThan(60);
  }

  private static void assertRefused(String stage, String setting, BigDecimal value) {
    String yaml =
        "inputs: [jsonl: a]\nstages:\n  - "
            + stage
            + ": {"
            + setting
            + ": "
            + value.toPlainString()
            + "}\n";
    Throwable refused =
        catchThrowable(
            () -> new RecipeReader(Stages.catalog()).read(yaml, "test.yaml", Overrides.none()));
    assertThat(refused).as(yaml).isInstanceOf(ConfigException.class);
    assertThat(refused.getMessage()).as(yaml).contains(setting);
  }
}
