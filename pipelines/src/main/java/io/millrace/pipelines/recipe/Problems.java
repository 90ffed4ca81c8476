package io.millrace.pipelines.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects errors, so that a user sees all of them at once. */
final class Problems {

  private static final Comparator<RecipeError> IN_FILE =
      Comparator.comparing((RecipeError e) -> e.line() == 0)
          .thenComparingInt(RecipeError::line)
          .thenComparingInt(RecipeError::column);

  private final List<RecipeError> errors = new ArrayList<>();

  void add(Place place, String message) {
    errors.add(RecipeError.at(place, message));
  }

  void addAll(List<RecipeError> more) {
    errors.addAll(more);
  }

  int count() {
    return errors.size();
  }

  void throwIfAny() {
    if (!errors.isEmpty()) {
      // Settings are bound in the order of the record; people read in the order of the file.
      throw new RecipeException(errors.stream().sorted(IN_FILE).toList());
    }
  }
}
