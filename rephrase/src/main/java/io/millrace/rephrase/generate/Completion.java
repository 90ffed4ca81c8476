package io.millrace.rephrase.generate;

/**
 * What a model answered.
 *
 * @param text exactly as it came; well-formed Unicode
 * @param finish why it ended
 * @param promptTokens tokens of the prompt as the server counted them, or by our own count where
 *     that cannot be true
 * @param completionTokens tokens of the answer, likewise
 * @param model the model that answered, as the server names it
 * @param meanLogprob mean natural logarithm of the probabilities of the answer's tokens, or NaN
 *     when the server gave none
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
    /** The model was done or came to a stop text. */
    STOP,
    /** The limit of tokens was reached: the text is cut. */
    LENGTH,
    /** The server's content filter cut it. */
    CONTENT_FILTER
  }
}
