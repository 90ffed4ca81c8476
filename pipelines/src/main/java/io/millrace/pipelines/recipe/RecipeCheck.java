package io.millrace.pipelines.recipe;

import io.millrace.corpus.config.Place;
import java.util.function.BiConsumer;

/** What must hold between the parts of a recipe, beyond what each settings record checks itself. */
@FunctionalInterface
public interface RecipeCheck {

  /** Nothing more to hold. */
  RecipeCheck NONE = (recipe, problems) -> {};

  /**
   * Looks at the recipe alone, never at files.
   *
   * @param recipe one whose every setting is right by itself
   * @param problems takes a place and what is wrong there, in one line
   */
  void check(Recipe recipe, BiConsumer<Place, String> problems);
}
