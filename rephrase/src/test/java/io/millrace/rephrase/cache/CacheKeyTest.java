package io.millrace.rephrase.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CacheKeyTest {

  private record Asked(String prompt, GenerationRequest request) {}

  @Provide
  Arbitrary<Asked> asked() {
    // few letters: texts often differ only in where they are split
    Arbitrary<String> text = Arbitraries.strings().withChars('a', 'b').ofMaxLength(3);
    Arbitrary<ChatMessage> message =
        Combinators.combine(Arbitraries.of(ChatMessage.Role.class), text).as(ChatMessage::new);
    Arbitrary<GenerationParameters> sampling =
        Combinators.combine(
                Arbitraries.of(0.0, .5),
                Arbitraries.of(.9, 1.0),
                Arbitraries.integers().between(1, 2),
                Arbitraries.longs().between(0, 1),
                text.list().ofMaxSize(2))
            .as(GenerationParameters::new);
    return Combinators.combine(text, text, message.list().ofMaxSize(3), sampling)
        .as(
            (prompt, model, messages, how) ->
                new Asked(prompt, new GenerationRequest(model, messages, how)));
  }

  @Property(tries = 2000)
  void keysAreEqualExactlyWhenTheRequestsAre(
      @ForAll("asked") Asked one, @ForAll("asked") Asked other) {
    CacheKey a = CacheKey.of(one.prompt(), one.request());
    CacheKey b = CacheKey.of(other.prompt(), other.request());
    assertThat(a.equals(b)).isEqualTo(one.equals(other));
    assertThat(CacheKey.of(one.prompt(), one.request())).isEqualTo(a);
  }

  /** Another value would invalidate all existing caches. */
  @Test
  void theKeyOfARequestNeverChanges() {
    GenerationRequest request =
        new GenerationRequest(
            "model",
            List.of(
                new ChatMessage(ChatMessage.Role.SYSTEM, "Du bist höflich."),
                new ChatMessage(ChatMessage.Role.USER, "😀 İı")),
            new GenerationParameters(.5, .9, 512, 42, List.of("</answer>")));
    assertThat(CacheKey.of("prompt", request)).hasToString("59b9d447e574d02ee82212bfa9e4bc8b");
    GenerationParameters negativeZero = new GenerationParameters(-0.0, 1, 1, 0, List.of());
    GenerationParameters zero = new GenerationParameters(0, 1, 1, 0, List.of());
    assertThat(CacheKey.of("", new GenerationRequest("m", List.of(), negativeZero)))
        .isEqualTo(CacheKey.of("", new GenerationRequest("m", List.of(), zero)));
  }
}
