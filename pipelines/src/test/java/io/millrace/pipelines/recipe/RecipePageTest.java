package io.millrace.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipePageTest {

  private static final Path PAGE = Path.of("../docs/recipe.md");

  @Test
  void theTableOfTheRecipesSettingsIsCurrent() throws IOException {
    assertThat(SettingsTable.isCurrent(PAGE, Map.of("recipe", RecipeSettings.class)))
        .as("rewrite it by SettingsTable.rewrite")
        .isTrue();
  }
}
