package io.millrace.pipelines.recipe;

import java.util.List;
import java.util.stream.Collectors;

/** A recipe is wrong. The message has one line for each error. */
public final class RecipeException extends RuntimeException {

  private static final int SHOWN = 20;

  private final transient List<RecipeError> errors;

  public RecipeException(List<RecipeError> errors) {
    super(message(errors));
    this.errors = List.copyOf(errors);
  }

  /** One thing is wrong, at that place. */
  public RecipeException(Place place, String message) {
    this(List.of(RecipeError.at(place, message)));
  }

  /** All errors found, in the order of the file, those of options last. */
  public List<RecipeError> errors() {
    return errors;
  }

  private static String message(List<RecipeError> errors) {
    String lines =
        errors.stream().limit(SHOWN).map(RecipeError::toString).collect(Collectors.joining("\n"));
    return errors.size() <= SHOWN ? lines : lines + "\nand " + (errors.size() - SHOWN) + " more";
  }
}
