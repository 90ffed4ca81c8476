package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiWireTest {

  private static final GenerationRequest REQUEST =
      new GenerationRequest(
          "org/m-7b",
          List.of(new ChatMessage(ChatMessage.Role.USER, "ş ı İ")),
          new GenerationParameters(0, 1, 10, 0, List.of()));

  private final OpenAiWire wire = new OpenAiWire(OpenAiSettings.defaults());

  private Completion read(String json) throws OpenAiWire.Malformed {
    return wire.read(json.getBytes(StandardCharsets.UTF_8), REQUEST);
  }

  private static String answer(String model, String choices) {
    return "{\"model\":\""
        + model
        + "\",\"choices\":"
        + choices
        + ",\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":6}}";
  }

  private static final String CHOICE =
      "[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"length\"}]";

  @Test
  void readsAnswersOfServers() throws OpenAiWire.Malformed {
    assertThat(read(answer("m-7b-2026-01-01", CHOICE)))
        .isEqualTo(new Completion("a", Completion.Finish.LENGTH, 5, 6, "m-7b-2026-01-01"));
    assertThat(
            read(
                answer(
                    "org/m-7b",
                    "[{\"message\":{\"content\":null,\"refusal\":\"no\"},\"finish_reason\":\"stop\","
                        + "\"logprobs\":{\"content\":[{\"logprob\":-1},{\"logprob\":-2}]}}]")))
        .isEqualTo(new Completion("no", Completion.Finish.STOP, 5, 6, "org/m-7b", -1.5));
  }

  @Test
  void unpairedSurrogatesAreReplaced() throws OpenAiWire.Malformed {
    String text =
        read(answer(
                "m-7b", "[{\"message\":{\"content\":\"a\\ud800b\"},\"finish_reason\":\"stop\"}]"))
            .text();
    assertThat(text).isEqualTo("a\uFFFDb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"model\":\"m-7b\"}",
        "{\"model\":\"m-7b\",\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
        "{\"model\":\"m-7b\",\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":2}}",
        "{\"model\":\"m-7b\",\"usage\":{\"prompt_tokens\":9999999999,\"completion_tokens\":2}}",
        "{\"a\":1} {\"b\":2}",
        "{\"a\":1"
      })
  void answersWithoutCountsAreMalformed(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            OpenAiWire.Malformed.class, wrong -> assertThat(wrong.completionTokens).isEqualTo(-1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other|[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]",
        "m-7b|[]",
        "m-7b|{}",
        "m-7b|[{\"message\":{\"content\":[1]},\"finish_reason\":\"stop\"}]",
        "m-7b|[{\"message\":{\"content\":\"a\"},\"finish_reason\":null}]"
      })
  void aMalformedAnswerKeepsItsCounts(String model, String choices) {
    assertThatThrownBy(() -> read(answer(model, choices)))
        .isInstanceOfSatisfying(
            OpenAiWire.Malformed.class,
            wrong -> {
              assertThat(wrong.promptTokens).isEqualTo(5);
              assertThat(wrong.completionTokens).isEqualTo(6);
            });
  }

  @Test
  void deepNestingIsMalformed() {
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(OpenAiWire.Malformed.class);
  }

  @Property(tries = 500)
  void damagedAnswersAreReadOrMalformed(
      @ForAll @IntRange(min = 0, max = 140) int place, @ForAll byte value) {
    byte[] bytes = answer("m-7b", CHOICE).getBytes(StandardCharsets.UTF_8);
    bytes[place % bytes.length] = value;
    for (byte[] body : List.of(bytes, java.util.Arrays.copyOf(bytes, place))) {
      try {
        assertThat(wire.read(body, REQUEST).promptTokens()).isNotNegative();
      } catch (OpenAiWire.Malformed expected) {
        assertThat(expected).hasMessageNotContaining("content");
      }
    }
  }

  @Test
  void theCompletionsApiGetsOneText() {
    OpenAiSettings defaults = OpenAiSettings.defaults();
    OpenAiSettings settings =
        new OpenAiSettings(
            List.of(),
            OpenAiSettings.Api.COMPLETION,
            "",
            "",
            OpenAiSettings.ModelCheck.NONE,
            true,
            false,
            defaults.maxAnswerBytes(),
            defaults.timeouts(),
            defaults.retries(),
            defaults.concurrency(),
            defaults.breaker());
    assertThat(new String(new OpenAiWire(settings).write(REQUEST), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"model\":\"org/m-7b\",\"prompt\":\"ş ı İ\",\"temperature\":0.0,\"top_p\":1.0,"
                + "\"max_tokens\":10,\"seed\":0,\"logprobs\":0,\"stream\":false}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a/v1",
        "file:///etc/passwd",
        "localhost:8000",
        "http://",
        "http:// a",
        "http://user:secret@a/v1",
        "http://a/v1?key=secret",
        "http://a/#x",
        ""
      })
  void onlyHttpAddressesAreAccepted(String endpoint) {
    assertThatThrownBy(() -> OpenAiSettings.defaults().withEndpoints(List.of(endpoint)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }
}
