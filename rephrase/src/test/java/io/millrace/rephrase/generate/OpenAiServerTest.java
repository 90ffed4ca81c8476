package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.Fault;
import io.millrace.rephrase.fake.FaultPlan;
import io.millrace.rephrase.generate.GenerationException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client with real connections to a faulty server. */
@Timeout(60)
class OpenAiServerTest {

  private static OpenAiSettings settings(String endpoint, String keyFile, int retries) {
    return settings(endpoint, keyFile, retries, 30);
  }

  private static OpenAiSettings settings(
      String endpoint, String keyFile, int retries, double seconds) {
    OpenAiSettings defaults = OpenAiSettings.defaults();
    return new OpenAiSettings(
        List.of(endpoint),
        OpenAiSettings.Api.CHAT,
        "",
        keyFile,
        OpenAiSettings.ModelCheck.EXACT,
        false,
        false,
        100_000,
        new OpenAiSettings.Timeouts(10, seconds, 1.5 * seconds),
        new OpenAiSettings.Retries(retries, retries, .001, .001, .001, 0),
        defaults.concurrency(),
        new OpenAiSettings.Breaker(1000, .01, 60));
  }

  private static GenerationRequest request(String text) {
    return new GenerationRequest(
        "m",
        List.of(new ChatMessage(ChatMessage.Role.USER, text)),
        new GenerationParameters(.5, .9, 64, 1, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "TOO_MANY_REQUESTS, OVERLOADED",
    "TOO_MANY_REQUESTS_WITH_SECONDS, OVERLOADED",
    "SERVER_ERROR, UNAVAILABLE",
    "UNAVAILABLE_WITH_SECONDS, OVERLOADED",
    "UNAVAILABLE_WITH_DATE, OVERLOADED",
    "BAD_REQUEST, REJECTED",
    "REDIRECT, REJECTED",
    "HANG, TIMEOUT",
    "HANG_IN_BODY, TIMEOUT",
    "RESET, UNAVAILABLE",
    "RESET_IN_BODY, UNAVAILABLE",
    "HALF_JSON, MALFORMED_ANSWER",
    "EMPTY_CHOICES, MALFORMED_ANSWER",
    "NO_USAGE, MALFORMED_ANSWER",
    "WRONG_MODEL, MALFORMED_ANSWER",
    "HUGE_ANSWER, MALFORMED_ANSWER"
  })
  void everyFaultHasItsError(Fault fault, Kind kind) {
    double seconds = kind == Kind.TIMEOUT ? .25 : 30;
    try (FakeLlmServer server = FakeLlmServer.start((prompt, earlier) -> fault);
        OpenAiGenerator generator =
            OpenAiGenerator.open(settings(server.endpoint(), "", 1, seconds))) {
      CompletableFuture<Completion> result = generator.generate(request("one two three"));
      assertThat(kindOf(result)).isEqualTo(kind);
      assertThat(server.requests()).isEqualTo(kind == Kind.REJECTED ? 1 : 2);
      // cut off long before its end, apart from the buffers of the sockets
      assertThat(server.bytesOfHugeAnswers()).isLessThan(2L * FakeLlmServer.HUGE);
    }
  }

  private static Kind kindOf(CompletableFuture<Completion> result) {
    try {
      result.join();
    } catch (CompletionException failed) {
      return ((GenerationException) failed.getCause()).kind();
    }
    throw new AssertionError("it has an answer");
  }

  @Test
  void unusualAnswersAreAccepted() {
    for (Fault fault : List.of(Fault.REFUSAL, Fault.OTHER_LANGUAGE, Fault.NONE)) {
      try (FakeLlmServer server = FakeLlmServer.start((prompt, earlier) -> fault);
          OpenAiGenerator generator = OpenAiGenerator.open(settings(server.endpoint(), "", 0))) {
        assertThat(generator.generate(request("one two three")).join().text()).isNotEmpty();
      }
    }
  }

  @Test
  void connectionsAreReusedAndTheKeyIsSent(@TempDir Path folder) throws Exception {
    Path keyFile = Files.writeString(folder.resolve("key"), "sk-secret\n");
    try (FakeLlmServer server = FakeLlmServer.start(FaultPlan.NONE);
        OpenAiGenerator generator =
            OpenAiGenerator.open(settings(server.endpoint(), keyFile.toString(), 0))) {
      assertThat(generator.health().join())
          .containsExactly(
              new Health(
                  server.endpoint().replaceAll("http://|/v1", ""),
                  true,
                  true,
                  "",
                  List.of("fake")));
      List<CompletableFuture<Completion>> results = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        results.add(generator.generate(request("number " + i)));
      }
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).join().text()).isEqualTo(i + " number");
      }
      assertThat(server.requests()).isEqualTo(2000);
      assertThat(server.connections()).isLessThanOrEqualTo(300);
      assertThat(server.mostInFlight()).isLessThanOrEqualTo(256);
      assertThat(server.authorizations()).containsExactly("Bearer sk-secret");
    }
  }

  @Test
  void aCutAnswerIsMarked() {
    try (FakeLlmServer server = FakeLlmServer.start(FaultPlan.NONE);
        OpenAiGenerator generator = OpenAiGenerator.open(settings(server.endpoint(), "", 0))) {
      Completion completion = generator.generate(request("word ".repeat(200))).join();
      assertThat(completion.finish()).isEqualTo(Completion.Finish.LENGTH);
      assertThat(completion.completionTokens()).isEqualTo(64);
    }
  }

  @Test
  void anUnreachableServerIsReportedAtOnce() {
    String endpoint;
    try (FakeLlmServer server = FakeLlmServer.start(FaultPlan.NONE)) {
      endpoint = server.endpoint();
    }
    try (OpenAiGenerator generator = OpenAiGenerator.open(settings(endpoint, "", 1))) {
      assertThat(kindOf(generator.generate(request("text")))).isEqualTo(Kind.UNAVAILABLE);
      assertThat(generator.health().join().get(0).reachable()).isFalse();
    }
  }
}
