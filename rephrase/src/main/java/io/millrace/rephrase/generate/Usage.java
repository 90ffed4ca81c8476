package io.millrace.rephrase.generate;

import io.millrace.corpus.Utf8;
import io.millrace.rephrase.chunk.EstimatedTokens;
import io.millrace.rephrase.chunk.TokenCounter;

/**
 * Tokens of a call. What a server counts is taken where it can be true; a count that no tokeniser
 * comes to is replaced by our own.
 *
 * @param promptTokens 0 or more
 * @param completionTokens 0 or more
 */
public record Usage(int promptTokens, int completionTokens) {

  /** What a chat template may add by itself: a system prompt, dates, tool rules. */
  public static final int TEMPLATE_TOKENS = 256;

  /** What a chat template may add to each message: who speaks, and its end. */
  public static final int MESSAGE_TOKENS = 16;

  /** Estimates are up to twice off: less than this share of one is no count of the same text. */
  private static final double LEAST = .25;

  /** A text has at most so many times its estimate. */
  private static final long MOST = 2;

  private static final TokenCounter ESTIMATE = EstimatedTokens.any();

  /**
   * The counts of an answer.
   *
   * @param text of the answer, or "" when it has none
   */
  static Usage of(GenerationRequest request, String text, int prompt, int completion) {
    int estimated = 0;
    for (ChatMessage message : request.messages()) {
      estimated += ESTIMATE.count(message.text());
    }
    return new Usage(
        plausible(prompt, estimated, mostPromptTokens(request)),
        plausible(completion, ESTIMATE.count(text), request.sampling().maxTokens()));
  }

  private static int plausible(int counted, int estimated, long most) {
    if (counted > most) {
      // a server may ignore max_tokens: the text shows how much it made
      long used = Math.max(most, Math.min(counted, MOST * estimated));
      return (int) Math.min(Integer.MAX_VALUE, used);
    }
    return counted < LEAST * estimated ? (int) Math.min(estimated, most) : counted;
  }

  /** Most tokens of a prompt for any tokeniser: a token is at least a byte of UTF-8. */
  public static long mostPromptTokens(GenerationRequest request) {
    long most = TEMPLATE_TOKENS;
    for (ChatMessage message : request.messages()) {
      most += Utf8.length(message.text()) + MESSAGE_TOKENS;
    }
    return most;
  }
}
