package io.millrace.rephrase.generate;

import io.millrace.corpus.Utf8;
import io.millrace.rephrase.chunk.EstimatedTokens;
import io.millrace.rephrase.chunk.TokenCounter;

/**
 * Token counts of a call. Plausible counts of a server are used; a count that no tokeniser can
 * produce is replaced by an estimate.
 *
 * @param promptTokens 0 or more
 * @param completionTokens 0 or more
 */
public record Usage(int promptTokens, int completionTokens) {

  /** Most tokens that a chat template adds: a system prompt, dates, tool rules. */
  public static final int TEMPLATE_TOKENS = 256;

  /** Most tokens that a chat template adds to each message: role and end. */
  public static final int MESSAGE_TOKENS = 16;

  /** Smallest plausible share of an estimate. Estimates are wrong by up to a factor of 2. */
  private static final double LEAST = .25;

  /** Largest plausible multiple of an estimate. */
  private static final long MOST = 2;

  private static final TokenCounter ESTIMATE = EstimatedTokens.any();

  /**
   * Checks the counts of an answer.
   *
   * @param text of the answer, or ""
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
      // a server may ignore max_tokens, so the length of the text decides
      long used = Math.max(most, Math.min(counted, MOST * estimated));
      return (int) Math.min(Integer.MAX_VALUE, used);
    }
    return counted < LEAST * estimated ? (int) Math.min(estimated, most) : counted;
  }

  /** Most tokens of a prompt for any tokeniser: a token has at least one byte of UTF-8. */
  public static long mostPromptTokens(GenerationRequest request) {
    long most = TEMPLATE_TOKENS;
    for (ChatMessage message : request.messages()) {
      most += Utf8.length(message.text()) + MESSAGE_TOKENS;
    }
    return most;
  }
}
