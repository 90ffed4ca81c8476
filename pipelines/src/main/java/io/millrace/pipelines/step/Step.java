package io.millrace.pipelines.step;

import io.millrace.api.Rule;
import io.millrace.corpus.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A stage of a recipe in the chain. Not thread-safe; each worker builds its own from the settings.
 */
public interface Step {

  /** Names of the signals, without the stage's name. */
  default List<String> signals() {
    return List.of();
  }

  /** The rules, for explanations and reports; empty for a step without thresholds. */
  default List<Rule> rules() {
    return List.of();
  }

  /**
   * Loads files that only {@link #apply} needs, such as a model, so that rules and signals are
   * available without them.
   *
   * @throws IOException when a file cannot be read
   * @throws IllegalArgumentException when a file is not valid
   */
  default void prepare() throws IOException {}

  /**
   * Measures the document; may change it.
   *
   * @param offset index of this step's first signal in {@link WorkingDocument#signals()}
   * @return the verdict, if this step drops or fails the document
   * @throws Exception when the step fails; the chain makes it a failed verdict
   */
  Optional<Verdict> apply(WorkingDocument document, int offset) throws Exception;
}
