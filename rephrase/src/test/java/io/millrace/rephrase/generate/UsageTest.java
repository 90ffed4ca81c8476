package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {

  private static final String PASSAGE = "The bridge over the Aire was built in 1887. ".repeat(20);
  private static final GenerationRequest REQUEST =
      new GenerationRequest(
          "m",
          List.of(new ChatMessage(ChatMessage.Role.USER, PASSAGE)),
          new GenerationParameters(0, 1, 300, 0, List.of()));

  private static Completion read(long prompt, long completion, String choice)
      throws OpenAiWire.Malformed {
    String json =
        "{\"model\":\"m\",\"choices\":["
            + choice
            + "],\"usage\":{\"prompt_tokens\":"
            + prompt
            + ",\"completion_tokens\":"
            + completion
            + "}}";
    return new OpenAiWire(OpenAiSettings.defaults())
        .read(json.getBytes(StandardCharsets.UTF_8), REQUEST);
  }

  private static Completion answered(long prompt, long completion) throws OpenAiWire.Malformed {
    return read(
        prompt,
        completion,
        "{\"message\":{\"content\":\"" + PASSAGE + "\"},\"finish_reason\":\"stop\"}");
  }

  @ParameterizedTest
  @CsvSource({"200,220", "150,300", "700,100"})
  void aPlausibleCountIsUsed(int prompt, int completion) throws OpenAiWire.Malformed {
    assertThat(answered(prompt, completion).promptTokens()).isEqualTo(prompt);
    assertThat(answered(prompt, completion).completionTokens()).isEqualTo(completion);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "40"})
  void anImplausiblyLowCountIsReplacedByAnEstimate(int counted) throws OpenAiWire.Malformed {
    Completion read = answered(counted, counted);
    assertThat(read.promptTokens()).isBetween(150, 600);
    assertThat(read.completionTokens()).isBetween(150, 300);
  }

  @Test
  void aCountAboveTheReservationIsReplacedByIt() throws OpenAiWire.Malformed {
    String choice = "{\"message\":{\"content\":\"Short.\"},\"finish_reason\":\"stop\"}";
    Completion read = read(Integer.MAX_VALUE, Integer.MAX_VALUE, choice);
    assertThat(read.promptTokens()).isEqualTo((int) Usage.mostPromptTokens(REQUEST));
    assertThat(read.completionTokens()).isEqualTo(300);
  }

  @Test
  void anAnswerAboveTheTokenLimitCountsInFull() throws OpenAiWire.Malformed {
    String choice =
        "{\"message\":{\"content\":\"" + PASSAGE.repeat(10) + "\"},\"finish_reason\":\"stop\"}";
    assertThat(read(200, 2_200, choice).completionTokens()).isEqualTo(2_200);
    assertThat(read(200, Integer.MAX_VALUE, choice).completionTokens()).isBetween(2_200, 8_000);
  }

  @Test
  void anEmptyAnswerIsCountedTheSameWay() {
    try {
      read(Integer.MAX_VALUE, Integer.MAX_VALUE, "");
    } catch (OpenAiWire.Malformed malformed) {
      assertThat(malformed.promptTokens).isEqualTo((int) Usage.mostPromptTokens(REQUEST));
      assertThat(malformed.completionTokens).isEqualTo(300);
      return;
    }
    throw new AssertionError("an answer without a choice was read");
  }
}
