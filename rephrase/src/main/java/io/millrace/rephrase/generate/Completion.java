package io.millrace.rephrase.generate;

/**
 * What a model answered.
 *
 * @param text exactly as it came
 * @param finish why it ended
 * @param promptTokens tokens of the prompt as the server counted them
 * @param completionTokens tokens of the answer as the server counted them
 * @param model the model that answered, as the server names it
 */
public record Completion(
    String text, Finish finish, int promptTokens, int completionTokens, String model) {

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
