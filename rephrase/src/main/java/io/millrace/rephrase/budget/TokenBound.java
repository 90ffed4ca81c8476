package io.millrace.rephrase.budget;

import io.millrace.corpus.Utf8;
import io.millrace.rephrase.chunk.TokenCounter;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Usage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Most tokens that a request's prompt may have. */
@FunctionalInterface
public interface TokenBound {

  /** What may be a token of its own when a page spells it out, and many when a server breaks it. */
  Pattern CONTROL = Pattern.compile("<[^\\s<>]{1,40}>|\\[/?[A-Z_]{1,40}]");

  /**
   * For any tokeniser: a token is at least a byte of UTF-8, whatever the alphabet. English has some
   * four bytes a token, so this holds back four times of what is used, for as long as a call is in
   * flight.
   */
  TokenBound BYTES = Usage::mostPromptTokens;

  long promptTokens(GenerationRequest request);

  /**
   * For the model's own tokeniser: what it counts, and never more than {@link #BYTES}. Words that
   * look like control tokens count by their bytes.
   */
  static TokenBound by(TokenCounter counter) {
    return request -> {
      long bound = Usage.TEMPLATE_TOKENS;
      for (ChatMessage message : request.messages()) {
        String text = message.text();
        bound +=
            Math.min(Utf8.length(text), counter.count(text) + controlBytes(text))
                + Usage.MESSAGE_TOKENS;
      }
      return bound;
    };
  }

  private static long controlBytes(String text) {
    long bytes = 0;
    for (Matcher control = CONTROL.matcher(text); control.find(); ) {
      bytes += Utf8.length(control.group());
    }
    return bytes;
  }
}
