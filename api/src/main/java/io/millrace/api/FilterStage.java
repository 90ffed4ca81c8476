package io.millrace.api;

import java.io.IOException;
import java.util.List;

/**
 * A stage of recipes that measures documents and drops by rules: its name, settings and reasons,
 * and the {@link Filter} it builds from the settings.
 *
 * @param <S> record of the settings: every component has {@link Setting}, and a public static
 *     method {@code defaults()} returns the complete defaults
 */
public interface FilterStage<S extends Record> {

  /**
   * Name in recipes, verdicts and reports: lower-case letters, digits and {@code -}. No other stage
   * has it.
   */
  String name();

  /** What the stage does, in one sentence that begins with a verb: "Drops documents ...". */
  String summary();

  /** The settings record, a public class. */
  Class<S> settings();

  /** Everything the stage drops for; each names this stage. */
  List<? extends Reason> reasons();

  /**
   * Builds a filter. Called once for each worker thread, and to check a recipe.
   *
   * @throws IOException when a file that the settings name cannot be read
   * @throws IllegalArgumentException when settings or files are not what they should be; the
   *     message says which and why
   */
  Filter filter(S settings) throws IOException;
}
