package io.millrace.shards.verdict;

/**
 * That a document was to be rephrased in a style, and what came of one of its passages.
 *
 * @param id of the document
 * @param passage number of the passage from 0; -1 for a document that was not cut
 * @param quality value of the signal that the recipe names; NaN without one
 * @param band kind of documents that the policy took this one for
 * @param prompt hash of the prompt
 * @param propensity probability with which the policy makes this choice, in (0, 1]
 * @param outcome key of what came of the document
 * @param passed whether the passage has a good answer
 * @param reason why not, or ""
 * @param cost of the tokens at the recipe's prices
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

  /** Passage number where there are no passages. */
  public static final int NO_PASSAGE = -1;
}
