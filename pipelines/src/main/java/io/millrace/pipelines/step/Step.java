package io.millrace.pipelines.step;

import io.millrace.api.Rule;
import io.millrace.corpus.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One stage of a recipe as the chain runs it. Used by one thread at a time; built anew from the
 * stage's settings wherever it runs.
 */
public interface Step {

  /** Names of its signals, without the stage's name. */
  List<String> signals();

  /** Its rules, for explanations and reports; empty when it decides without numbers. */
  List<Rule> rules();

  /**
   * Loads what {@link #apply} needs and rules and signals do not, such as a model: so a step can be
   * looked at where the model is not.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it is not what it should be
   */
  default void prepare() throws IOException {}

  /**
   * Works on the document and may change it.
   *
   * @param offset place of this step's first signal in {@link WorkingDocument#signals()}
   * @return the verdict, when this step ends the document's way
   * @throws Exception when the record cannot be worked on; the chain makes it a failed verdict
   */
  Optional<Verdict> apply(WorkingDocument document, int offset) throws Exception;
}
