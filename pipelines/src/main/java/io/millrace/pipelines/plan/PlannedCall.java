package io.millrace.pipelines.plan;

import io.millrace.rephrase.gate.AnswerKind;

/**
 * A passage of a sampled document that a model would be asked for, or was.
 *
 * @param passageTokens estimate
 * @param promptTokens estimate of what is sent
 * @param maxTokens most that the answer may have
 * @param kind of the style
 * @param known the answer's tokens, when the cache has it; -1 otherwise
 */
public record PlannedCall(
    int passageTokens, int promptTokens, int maxTokens, AnswerKind kind, int known) {

  public boolean isKnown() {
    return known >= 0;
  }
}
