package io.millrace.rephrase.document;

import io.millrace.rephrase.budget.Price;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice and what came of it for one passage: what a policy learns from. It is the same whether
 * the answer was made for this run or known before.
 *
 * @param document what the policy knew
 * @param prompt hash of the prompt that the style has for the document's language
 * @param outcome what came of the document
 * @param passage number of the passage in the document, from 0; {@link #NO_PASSAGE} for a document
 *     that was not cut into passages
 * @param passed whether the passage has a good answer
 * @param reason why not: the first failure, or of a document without passages the outcome's key; ""
 *     when it has one
 * @param promptTokens as the server counted them; 0 without an answer
 * @param completionTokens as the server counted them; 0 without an answer
 * @param picos what these cost at the model's price, in millionths of a millionth of the currency's
 *     unit
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

  /** Passage number where there are no passages. */
  public static final int NO_PASSAGE = -1;

  /**
   * The records of a result, in the order of its passages: at least one.
   *
   * @param price of the model's tokens
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
