package io.millrace.rephrase.generate;

/**
 * Answer of a model.
 *
 * @param text unchanged answer; well-formed Unicode
 * @param finish why it ended
 * @param promptTokens counted by the server, or by us when its count is implausible
 * @param completionTokens likewise
 * @param model name of the model given by the server
 * @param meanLogprob mean natural logarithm of the probabilities of the tokens of the answer; NaN
 *     when the server sent none
 */
public record Completion(
    String text,
    Finish finish,
    int promptTokens,
    int completionTokens,
    String model,
    double meanLogprob) {

  /** A completion without probabilities. */
  public Completion(
      String text, Finish finish, int promptTokens, int completionTokens, String model) {
    this(text, finish, promptTokens, completionTokens, model, Double.NaN);
  }

  /** Why a completion ended. */
  public enum Finish {
    /** The model ended the answer or reached a stop text. */
    STOP,
    /** The token limit cut the answer. */
    LENGTH,
    /** The content filter of the server cut the answer. */
    CONTENT_FILTER
  }
}
