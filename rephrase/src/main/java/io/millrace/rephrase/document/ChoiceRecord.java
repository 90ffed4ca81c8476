package io.millrace.rephrase.document;

import io.millrace.rephrase.budget.Price;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice and its result for one passage, as training data for a policy. It does not depend on
 * whether the answer was cached.
 *
 * @param document facts that the policy knew
 * @param prompt hash of the prompt of the style in the language of the document
 * @param outcome of the document
 * @param passage number of the passage in the document, from 0; {@link #NO_PASSAGE} for a document
 *     without passages
 * @param passed whether the passage has a good answer
 * @param reason first failure of the passage, or key of the outcome of a document without passages;
 *     "" with a good answer
 * @param promptTokens counted by the server; 0 without an answer
 * @param completionTokens counted by the server; 0 without an answer
 * @param picos cost of these tokens, in millionths of a millionth of the currency's unit
 */
public record ChoiceRecord(
    DocumentFacts document,
    Choice choice,
    String prompt,
    RephraseOutcome outcome,
    int passage,
    boolean passed,
    String reason,
    int promptTokens,
    int completionTokens,
    long picos) {

  /** Passage number of a document without passages. */
  public static final int NO_PASSAGE = -1;

  /**
   * The records of a result, in the order of its passages: at least one.
   *
   * @param price of the tokens of the model
   */
  public static List<ChoiceRecord> of(DocumentFacts facts, RephraseResult result, Price price) {
    List<ChoiceRecord> records = new ArrayList<>();
    String prompt = result.origin().prompt();
    for (PassageResult passage : result.passages()) {
      records.add(
          new ChoiceRecord(
              facts,
              result.choice(),
              prompt,
              result.outcome(),
              passage.number(),
              passage.passed(),
              passage.reason(),
              passage.promptTokens(),
              passage.completionTokens(),
              price.picos(passage.promptTokens(), passage.completionTokens())));
    }
    if (records.isEmpty()) {
      RephraseOutcome outcome = result.outcome();
      records.add(
          new ChoiceRecord(
              facts, result.choice(), prompt, outcome, NO_PASSAGE, false, outcome.key(), 0, 0, 0));
    }
    return records;
  }
}
