package io.millrace.rephrase.budget;

import io.millrace.corpus.Utf8;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Message;

/** Most tokens that a request's prompt may have. */
@FunctionalInterface
public interface TokenBound {

  /** What a chat template may add by itself: a system prompt, dates, tool rules. */
  int TEMPLATE_TOKENS = 256;

  /** What a chat template may add to each message: who speaks, and its end. */
  int MESSAGE_TOKENS = 16;

  /**
   * For any tokeniser: a token is at least a byte of UTF-8, whatever the alphabet. English has some
   * four bytes a token, so this holds back four times of what is used, for as long as a call is in
   * flight.
   */
  TokenBound BYTES =
      request -> {
        long bound = TEMPLATE_TOKENS;
        for (Message message : request.messages()) {
          bound += Utf8.length(message.text()) + MESSAGE_TOKENS;
        }
        return bound;
      };

  long promptTokens(GenerationRequest request);
}
