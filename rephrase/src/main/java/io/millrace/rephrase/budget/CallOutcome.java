package io.millrace.rephrase.budget;

import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.GenerationException;

/** Result of a call to a model. */
public sealed interface CallOutcome {

  /**
   * There is an answer.
   *
   * @param cached whether the answer comes from the cache or from an equal request in flight
   * @param picos cost of the answer, without failed attempts; 0 for a cached one
   */
  record Answered(Completion completion, boolean cached, long picos) implements CallOutcome {}

  /**
   * There is no answer.
   *
   * @param reason BUDGET when the budget had no room for the call
   * @param message one line for people
   */
  record Refused(GenerationException.Kind reason, String message) implements CallOutcome {}
}
