package io.millrace.rephrase.budget;

import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.GenerationException;

/** What came of asking a model. */
public sealed interface CallOutcome {

  /**
   * The model was asked and answered.
   *
   * @param picos what the answer cost; tries before it that failed are not in it
   */
  record Generated(Completion completion, long picos) implements CallOutcome {}

  /** The answer was known, or came for another who asked the same at the same time. */
  record Cached(Completion completion) implements CallOutcome {}

  /**
   * There is no answer.
   *
   * @param reason BUDGET when the model was not asked for lack of money
   * @param message one line for people
   */
  record Refused(GenerationException.Kind reason, String message) implements CallOutcome {}
}
