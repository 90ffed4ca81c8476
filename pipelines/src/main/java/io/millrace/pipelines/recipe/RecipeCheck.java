package io.millrace.pipelines.recipe;

import io.millrace.corpus.config.Place;
import java.util.function.BiConsumer;

/** Checks combinations of settings, which no settings record can check itself. */
@FunctionalInterface
public interface RecipeCheck {

  /** Checks nothing. */
  RecipeCheck NONE = (recipe, problems) -> {};

  /**
   * Checks the recipe; must not read files.
   *
   * @param recipe recipe whose settings are valid each by itself
   * @param problems receives a place and a problem in one line
   */
  void check(Recipe recipe, BiConsumer<Place, String> problems);
}
