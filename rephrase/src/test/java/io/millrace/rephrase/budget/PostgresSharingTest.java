package io.millrace.rephrase.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.Fault;
import io.millrace.rephrase.fake.FaultPlan;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.OpenAiGenerator;
import io.millrace.rephrase.generate.OpenAiSettings;
import io.millrace.rephrase.store.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Worker processes that share the cache and budget of one PostgreSQL database. */
@Timeout(300)
class PostgresSharingTest {

  private static final long LIMIT = 6_000;
  private static final int REQUESTS = 200;
  private static final int AT_ONCE = 8;

  private static BudgetSettings limits() {
    return new BudgetSettings("shared", LIMIT, BudgetSettings.NO_MONEY_LIMIT, List.of());
  }

  /** Process that sends requests, a few concurrently, and prints each outcome. */
  public static final class Worker {

    public static void main(String[] args) {
      String store = args[0];
      int first = Integer.parseInt(args[2]);
      OpenAiSettings settings = OpenAiSettings.defaults().withEndpoints(List.of(args[1]));
      try (CompletionCache cache = CompletionCache.open(store);
          Budget budget = Budget.open(store, limits());
          OpenAiGenerator client = OpenAiGenerator.open(settings)) {
        MeteredGenerator metered =
            new MeteredGenerator(
                client,
                cache,
                Optional.of(budget),
                new TreeMap<>(Map.of("m", Price.FREE)),
                TokenBound.BYTES);
        for (int i = 0; i < REQUESTS; i += AT_ONCE) {
          List<CompletableFuture<CallOutcome>> asked = new ArrayList<>();
          for (int j = i; j < i + AT_ONCE; j++) {
            asked.add(metered.ask("", request((first + j) % REQUESTS)));
          }
          asked.forEach(each -> System.out.println(name(each.join())));
        }
      }
    }

    private static String name(CallOutcome outcome) {
      return outcome instanceof CallOutcome.Answered answered
          ? answered.cached() ? "cached" : "generated"
          : "refused";
    }

    private static GenerationRequest request(int number) {
      String text = "Passage " + number + " of the mill, the brook and the wheel.";
      return new GenerationRequest(
          "m",
          List.of(new ChatMessage(ChatMessage.Role.USER, text)),
          new GenerationParameters(.5, .9, 200, 1, List.of()));
    }
  }

  private static Process worker(String store, FakeLlmServer server, int first) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            store,
            server.endpoint(),
            Integer.toString(first))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void theBudgetHoldsWhenOneOfSeveralProcessesIsKilled() throws Exception {
    String store = TestPostgres.newDatabase();
    FaultPlan faults = FaultPlan.random(5, .1, Fault.TOO_MANY_REQUESTS, Fault.RESET);
    try (FakeLlmServer server = FakeLlmServer.start(faults);
        Budget watch = Budget.open(store, limits())) {
      Process killed = worker(store, server, 0);
      Process other = worker(store, server, 0);
      BufferedReader said = output(killed);
      for (int i = 0; i < 3 * AT_ONCE; i++) {
        assertThat(said.readLine()).isNotNull();
      }
      killed.destroyForcibly().waitFor();
      Process second = worker(store, server, REQUESTS / 2);
      List<String> outcomes = new ArrayList<>();
      for (Process process : List.of(other, second)) {
        output(process).lines().forEach(outcomes::add);
        assertThat(process.waitFor()).isZero();
        assertThat(watch.state().spentTokens()).isLessThanOrEqualTo(LIMIT);
      }
      assertThat(outcomes).hasSize(2 * REQUESTS).contains("generated", "cached", "refused");
      BudgetState end = watch.state();
      assertThat(server.spentTokens()).isPositive().isLessThanOrEqualTo(LIMIT);
      // the server alone may count calls that failed or were in flight at the kill
      assertThat(end.promptTokens() + end.completionTokens())
          .isLessThanOrEqualTo(server.spentTokens());
      assertThat(end.spentTokens()).isGreaterThanOrEqualTo(server.spentTokens());
      assertThat(end.reservations()).isLessThanOrEqualTo(AT_ONCE);
    }
  }
}
