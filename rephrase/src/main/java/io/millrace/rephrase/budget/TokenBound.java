package io.millrace.rephrase.budget;

import io.millrace.corpus.Utf8;
import io.millrace.rephrase.chunk.TokenCounter;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Usage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Upper bound of the tokens of a prompt. */
@FunctionalInterface
public interface TokenBound {

  /** Text that may be one control token, or many tokens when a server splits it. */
  Pattern CONTROL = Pattern.compile("<[^\\s<>]{1,40}>|\\[/?[A-Z_]{1,40}]");

  /**
   * For any tokeniser: a token has at least one byte of UTF-8. English has about four bytes per
   * token, so a call in flight reserves about four times what it uses.
   */
  TokenBound BYTES = Usage::mostPromptTokens;

  long promptTokens(GenerationRequest request);

  /**
   * For the tokeniser of the model: its count, at most {@link #BYTES}. Words that look like control
   * tokens count by their bytes.
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
