package io.millrace.pipelines.plan;

import io.millrace.rephrase.gate.AnswerKind;

/**
 * A planned call of a model, for a passage of a sampled document.
 *
 * @param passageTokens tokens of the passage, estimated
 * @param promptTokens tokens of the prompt, estimated
 * @param maxTokens most tokens of the answer
 * @param kind kind of answers of the style
 * @param known tokens of the answer if the cache has it, else -1
 */
public record PlannedCall(
    int passageTokens, int promptTokens, int maxTokens, AnswerKind kind, int known) {

  public boolean isKnown() {
    return known >= 0;
  }
}
