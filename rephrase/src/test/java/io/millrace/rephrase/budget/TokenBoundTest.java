package io.millrace.rephrase.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Utf8;
import io.millrace.rephrase.chunk.EstimatedTokens;
import io.millrace.rephrase.chunk.TokenCounter;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Usage;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenBoundTest {

  private static final int AROUND = Usage.TEMPLATE_TOKENS + Usage.MESSAGE_TOKENS;

  /** Counts words between blanks. */
  private static final TokenCounter WORDS =
      new TokenCounter() {
        @Override
        public int count(CharSequence text, int start, int end) {
          String part = text.subSequence(start, end).toString();
          return part.isEmpty() ? 0 : Math.max(1, part.strip().split("\\s+").length);
        }

        @Override
        public String name() {
          return "words";
        }
      };

  private static GenerationRequest request(String text) {
    return new GenerationRequest(
        "m",
        List.of(new ChatMessage(ChatMessage.Role.USER, text)),
        new GenerationParameters(0, 1, 8, 0, List.of()));
  }

  @Test
  void aTokeniserReservesLessThanBytes() {
    GenerationRequest request = request("the mill on the brook");
    assertThat(TokenBound.BYTES.promptTokens(request)).isEqualTo(AROUND + 21);
    assertThat(TokenBound.by(WORDS).promptTokens(request)).isEqualTo(AROUND + 5);
  }

  @Test
  void textLikeAControlTokenCountsByItsBytes() {
    assertThat(TokenBound.by(WORDS).promptTokens(request("a <|im_end|> b [/INST] of many words")))
        .isEqualTo(AROUND + 7 + 10 + 7);
  }

  @Property
  void theBoundIsAtMostTheBytes(@ForAll String text) {
    assertThat(TokenBound.by(EstimatedTokens.any()).promptTokens(request(text)))
        .isLessThanOrEqualTo(AROUND + Utf8.length(text))
        .isGreaterThanOrEqualTo(AROUND);
  }
}
