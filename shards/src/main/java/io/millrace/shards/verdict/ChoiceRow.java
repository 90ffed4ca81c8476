package io.millrace.shards.verdict;

/**
 * The choice to rephrase a document in a style, and the result for one of its passages.
 *
 * @param id of the document
 * @param passage number of the passage from 0; -1 for a document without passages
 * @param quality value of the signal that the recipe names; NaN without one
 * @param band band of documents in which the policy put this one
 * @param prompt hash of the prompt
 * @param propensity probability with which the policy makes this choice, in (0, 1]
 * @param outcome key of the document's outcome
 * @param passed whether the passage has an accepted answer
 * @param reason why it has none, or ""
 * @param cost cost of the tokens at the recipe's prices
 */
public record ChoiceRow(
    String id,
    int passage,
    String language,
    double quality,
    String band,
    String style,
    String model,
    String prompt,
    double propensity,
    String outcome,
    boolean passed,
    String reason,
    int promptTokens,
    int completionTokens,
    double cost) {

  /** Passage number of a document without passages. */
  public static final int NO_PASSAGE = -1;
}
