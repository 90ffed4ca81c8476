package io.millrace.api;

import java.io.IOException;
import java.util.List;

/**
 * A stage that measures documents and drops them by rules: its name, settings and reasons, and the
 * {@link Filter} it builds from the settings.
 *
 * @param <S> record of the settings: every component has {@link Setting}, and a public static
 *     method {@code defaults()} returns the complete defaults
 */
public interface FilterStage<S extends Record> {

  /**
   * Name in recipes, verdicts and reports: lower-case letters, digits and {@code -}. It is unique
   * among stages.
   */
  String name();

  /** What the stage does, in one sentence that begins with a verb: "Drops documents ...". */
  String summary();

  /** The settings record, a public class. */
  Class<S> settings();

  /** All reasons for which the stage drops documents; each names this stage. */
  List<? extends Reason> reasons();

  /**
   * Builds a filter. Called once for each worker thread, and to check a recipe.
   *
   * @throws IOException when a file that the settings name cannot be read
   * @throws IllegalArgumentException when a setting or the content of a file is wrong; the message
   *     names it and says why
   */
  Filter filter(S settings) throws IOException;
}
