package io.millrace.rephrase.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.Fault;
import io.millrace.rephrase.fake.FaultPlan;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.GenerationException;
import io.millrace.rephrase.generate.GenerationException.Kind;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Generator;
import io.millrace.rephrase.generate.OpenAiGenerator;
import io.millrace.rephrase.generate.OpenAiSettings;
import io.millrace.rephrase.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MeteredGeneratorTest {

  private static final int MAX_IN_FLIGHT = 16;
  private static final Price PRICE = new Price(150_000, 600_000);
  private static final SortedMap<String, Price> PRICES = new TreeMap<>(Map.of("m", PRICE));

  @TempDir Path folder;

  /** Keeps requests until the test answers them. */
  private static final class ManualGenerator implements Generator {
    final List<CompletableFuture<Completion>> asked = new ArrayList<>();

    @Override
    public CompletableFuture<Completion> generate(GenerationRequest request) {
      asked.add(new CompletableFuture<>());
      return asked.get(asked.size() - 1);
    }

    @Override
    public void close() {}
  }

  private String url() {
    return "sqlite:" + folder.resolve("store.db");
  }

  private Budget budget(long tokens) {
    return Budget.open(
        url(), new BudgetSettings("b", tokens, BudgetSettings.NO_MONEY_LIMIT, List.of()));
  }

  private static GenerationRequest request(String text) {
    return new GenerationRequest(
        "m",
        List.of(new ChatMessage(ChatMessage.Role.USER, text)),
        new GenerationParameters(.5, .9, 64, 1, List.of()));
  }

  private static Completion answer(String text) {
    return new Completion(text, Completion.Finish.STOP, 10, 20, "m");
  }

  private static MeteredGenerator metered(
      Generator generator, CompletionCache cache, Optional<Budget> budget) {
    return new MeteredGenerator(generator, cache, budget, PRICES, TokenBound.BYTES);
  }

  @Test
  void equalRequestsInFlightAreSentOnce() {
    ManualGenerator model = new ManualGenerator();
    CompletionCache cache = CompletionCache.open("memory:");
    MeteredGenerator metered = metered(model, cache, Optional.empty());
    var first = metered.ask("p", request("text"));
    var second = metered.ask("p", request("text"));
    var otherPrompt = metered.ask("q", request("text"));
    assertThat(model.asked).hasSize(2);
    model.asked.get(0).complete(answer("a"));
    assertThat(first.join())
        .isEqualTo(new CallOutcome.Answered(answer("a"), false, PRICE.picos(10, 20)));
    assertThat(second.join()).isEqualTo(new CallOutcome.Answered(answer("a"), true, 0));
    assertThat(otherPrompt).isNotDone();
    assertThat(metered.ask("p", request("text")).join())
        .isEqualTo(new CallOutcome.Answered(answer("a"), true, 0));
    model.asked.get(1).completeExceptionally(new GenerationException(Kind.TIMEOUT, "late", null));
    assertThat(otherPrompt.join()).isEqualTo(new CallOutcome.Refused(Kind.TIMEOUT, "late"));
    // a failure is not cached
    metered.ask("q", request("text"));
    assertThat(model.asked).hasSize(3);
    CallCounts counts = metered.counts();
    assertThat(counts.calls()).isEqualTo(3);
    assertThat(counts.answers()).isEqualTo(1);
    assertThat(counts.cached()).isEqualTo(1);
    assertThat(counts.shared()).isEqualTo(1);
    assertThat(counts.refused()).isEqualTo(1);
    assertThat(counts.micros()).isEqualTo(14);
    assertThat(counts.plus(CallCounts.NONE)).isEqualTo(counts);
  }

  @Test
  void allCallersGetTheFirstAnswerInTheCache() {
    ManualGenerator model = new ManualGenerator();
    CompletionCache cache = CompletionCache.open("memory:");
    MeteredGenerator one = metered(model, cache, Optional.empty());
    MeteredGenerator two = metered(model, cache, Optional.empty());
    var first = one.ask("p", request("text"));
    var second = two.ask("p", request("text"));
    model.asked.get(1).complete(answer("b"));
    model.asked.get(0).complete(answer("a"));
    assertThat(((CallOutcome.Answered) first.join()).completion().text()).isEqualTo("b");
    assertThat(((CallOutcome.Answered) second.join()).completion().text()).isEqualTo("b");
  }

  @Test
  void aFailingCacheIsNotARefusal() {
    ManualGenerator model = new ManualGenerator();
    CompletionCache cache = CompletionCache.open(url());
    MeteredGenerator metered = metered(model, cache, Optional.empty());
    var result = metered.ask("p", request("text"));
    cache.close();
    model.asked.get(0).complete(answer("a"));
    assertThat(result)
        .failsWithin(java.time.Duration.ofSeconds(9))
        .withThrowableThat()
        .withCauseInstanceOf(StoreException.class);
    assertThatThrownBy(
            () -> metered.ask("p", new GenerationRequest("x", List.of(), request("").sampling())))
        .hasMessage("model 'x' has no price");
  }

  private static OpenAiSettings settings(String endpoint) {
    return new OpenAiSettings(
        List.of(endpoint),
        OpenAiSettings.Api.CHAT,
        "",
        "",
        OpenAiSettings.ModelCheck.EXACT,
        false,
        false,
        100_000,
        new OpenAiSettings.Timeouts(30, 60, 90),
        new OpenAiSettings.Retries(8, 4, .001, .01, .05, 0),
        new OpenAiSettings.Concurrency(8, MAX_IN_FLIGHT, 10_000),
        new OpenAiSettings.Breaker(1000, .01, 60));
  }

  private static final Fault[] FAULTS = {
    Fault.TOO_MANY_REQUESTS,
    Fault.TOO_MANY_REQUESTS_WITH_SECONDS,
    Fault.SERVER_ERROR,
    Fault.UNAVAILABLE_WITH_SECONDS,
    Fault.UNAVAILABLE_WITH_DATE,
    Fault.BAD_REQUEST,
    Fault.RESET,
    Fault.RESET_IN_BODY,
    Fault.HALF_JSON,
    Fault.EMPTY_CHOICES,
    Fault.NO_USAGE,
    Fault.WRONG_MODEL,
    Fault.HUGE_ANSWER,
    Fault.REFUSAL,
    Fault.OTHER_LANGUAGE
  };

  @Test
  void allRequestsEndAndAllTokensAreCountedDespiteServerFaults() {
    try (FakeLlmServer server = FakeLlmServer.start(FaultPlan.random(7, .4, FAULTS));
        CompletionCache cache = CompletionCache.open(url());
        Budget budget = budget(100_000_000)) {
      int documents = 300;
      try (OpenAiGenerator client = OpenAiGenerator.open(settings(server.endpoint()))) {
        MeteredGenerator metered = metered(client, cache, Optional.of(budget));
        List<CallOutcome> outcomes = askAll(metered, documents);
        CallCounts counts = metered.counts();
        assertThat(counts.answers() + counts.refused()).isEqualTo(documents);
        assertThat(outcomes).filteredOn(o -> o instanceof CallOutcome.Refused).isNotEmpty();
        assertThat(counts.calls()).isEqualTo(server.requests());
        assertThat(counts.promptTokens() + counts.completionTokens())
            .isEqualTo(server.toldTokens());
        BudgetState state = budget.state();
        assertThat(state.promptTokens()).isEqualTo(counts.promptTokens());
        assertThat(state.completionTokens()).isEqualTo(counts.completionTokens());
        assertThat(state.picos()).isEqualTo(counts.picos());
        assertThat(state.assumedTokens()).isEqualTo(counts.assumedTokens());
        assertThat(state.spentTokens()).isGreaterThanOrEqualTo(server.spentTokens());
        assertThat(state.reservations()).isZero();
        assertSecondRunIsFree(server, cache, documents, outcomes, counts.answers());
      }
    }
  }

  private void assertSecondRunIsFree(
      FakeLlmServer server,
      CompletionCache cache,
      int documents,
      List<CallOutcome> first,
      long answers) {
    long requests = server.requests();
    MeteredGenerator again = metered(new ManualGenerator(), cache, Optional.empty());
    for (int i = 0; i < documents; i++) {
      if (first.get(i) instanceof CallOutcome.Answered answered) {
        assertThat(again.ask("p", request("document number " + i)).join())
            .isEqualTo(new CallOutcome.Answered(answered.completion(), true, 0));
      }
    }
    assertThat(again.counts().calls()).isZero();
    assertThat(again.counts().cached()).isEqualTo(answers);
    assertThat(server.requests()).isEqualTo(requests);
  }

  private static List<CallOutcome> askAll(MeteredGenerator metered, int documents) {
    List<CompletableFuture<CallOutcome>> results = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      results.add(metered.ask("p", request("document number " + i)));
    }
    return results.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void nothingIsSentWithoutBudget() {
    try (FakeLlmServer server = FakeLlmServer.start(FaultPlan.random(3, .3, FAULTS));
        CompletionCache cache = CompletionCache.open(url());
        Budget budget = budget(20_000);
        OpenAiGenerator client = OpenAiGenerator.open(settings(server.endpoint()))) {
      MeteredGenerator metered = metered(client, cache, Optional.of(budget));
      List<CallOutcome> outcomes = askAll(metered, 1000);
      assertThat(outcomes)
          .filteredOn(o -> o instanceof CallOutcome.Refused r && r.reason() == Kind.BUDGET)
          .isNotEmpty();
      assertThat(outcomes).filteredOn(o -> o instanceof CallOutcome.Answered).isNotEmpty();
      assertThat(budget.state().spentTokens()).isLessThanOrEqualTo(20_000);
      assertThat(server.spentTokens()).isLessThanOrEqualTo(20_000);
    }
  }

  @Test
  void aTimeoutCountsAsSpent() {
    OpenAiSettings base = settings("http://localhost/v1");
    try (FakeLlmServer server = FakeLlmServer.start((prompt, earlier) -> Fault.HANG);
        CompletionCache cache = CompletionCache.open(url());
        Budget budget = budget(600);
        OpenAiGenerator client =
            OpenAiGenerator.open(
                new OpenAiSettings(
                    List.of(server.endpoint()),
                    base.api(),
                    "",
                    "",
                    base.modelCheck(),
                    false,
                    false,
                    base.maxAnswerBytes(),
                    new OpenAiSettings.Timeouts(5, .2, .4),
                    new OpenAiSettings.Retries(0, 0, .001, .01, .05, 0),
                    base.concurrency(),
                    base.breaker()))) {
      MeteredGenerator metered = metered(client, cache, Optional.of(budget));
      assertThat(metered.ask("p", request("one")).join())
          .isInstanceOfSatisfying(
              CallOutcome.Refused.class, r -> assertThat(r.reason()).isEqualTo(Kind.TIMEOUT));
      long worst = TokenBound.BYTES.promptTokens(request("one")) + 64;
      assertThat(budget.state().assumedTokens()).isEqualTo(worst);
      assertThat(budget.state().reservations()).isZero();
      assertThat(budget.state().spentTokens()).isEqualTo(worst);
      // a second request does not fit
      assertThat(metered.ask("p", request("two")).join())
          .isInstanceOfSatisfying(
              CallOutcome.Refused.class, r -> assertThat(r.reason()).isEqualTo(Kind.BUDGET));
      assertThat(metered.counts().assumedTokens()).isEqualTo(worst);
    }
  }

  /** Refusals depend only on the order of the calls and the tokens that each used. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void refusalsDoNotDependOnConcurrency(int most) {
    OpenAiSettings base = settings("http://localhost/v1");
    try (FakeLlmServer server = FakeLlmServer.start(FaultPlan.NONE);
        CompletionCache cache = CompletionCache.open("memory:");
        Budget budget = budget(5_000);
        OpenAiGenerator client =
            OpenAiGenerator.open(
                new OpenAiSettings(
                    List.of(server.endpoint()),
                    base.api(),
                    "",
                    "",
                    base.modelCheck(),
                    false,
                    false,
                    base.maxAnswerBytes(),
                    base.timeouts(),
                    base.retries(),
                    new OpenAiSettings.Concurrency(most, most, 10_000),
                    base.breaker()))) {
      MeteredGenerator metered = metered(client, cache, Optional.of(budget));
      List<CompletableFuture<CallOutcome>> results = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        // different lengths: a later one may fit where an earlier one does not
        results.add(metered.ask("p", request("number " + i + " of a hundred".repeat(i % 17))));
      }
      long spent = 0;
      int refused = 0;
      for (int i = 0; i < results.size(); i++) {
        CallOutcome outcome = results.get(i).join();
        GenerationRequest request = request("number " + i + " of a hundred".repeat(i % 17));
        boolean fits = spent + TokenBound.BYTES.promptTokens(request) + 64 <= 5_000;
        assertThat(outcome)
            .as("call %s", i)
            .isInstanceOf(fits ? CallOutcome.Answered.class : CallOutcome.Refused.class);
        if (outcome instanceof CallOutcome.Answered answered) {
          spent += answered.completion().promptTokens() + answered.completion().completionTokens();
        } else {
          refused++;
        }
      }
      assertThat(refused).isBetween(50, 250);
      assertThat(budget.state().spentTokens()).isEqualTo(spent);
    }
  }

  @Test
  void aSufficientBudgetRefusesNothing() {
    try (FakeLlmServer server = FakeLlmServer.start(FaultPlan.NONE);
        CompletionCache cache = CompletionCache.open("memory:")) {
      long used;
      try (Budget budget = budget(Long.MAX_VALUE - 1);
          OpenAiGenerator client = OpenAiGenerator.open(settings(server.endpoint()))) {
        askAll(metered(client, CompletionCache.open("memory:"), Optional.of(budget)), 43);
        used = budget.state().spentTokens();
      }
      long largest = TokenBound.BYTES.promptTokens(request("document number 42")) + 64;
      BudgetSettings enough =
          new BudgetSettings("enough", used + largest, BudgetSettings.NO_MONEY_LIMIT, List.of());
      try (Budget budget = Budget.open(url(), enough);
          OpenAiGenerator client = OpenAiGenerator.open(settings(server.endpoint()))) {
        assertThat(askAll(metered(client, cache, Optional.of(budget)), 43))
            .allMatch(outcome -> outcome instanceof CallOutcome.Answered);
        assertThat(budget.state().spentTokens()).isEqualTo(used);
      }
    }
  }

  /** Process that sends all requests and halts half-way. */
  public static final class Worker {

    public static void main(String[] args) {
      CompletionCache cache = CompletionCache.open(args[1]);
      Budget budget =
          Budget.open(
              args[1],
              new BudgetSettings("b", 100_000_000, BudgetSettings.NO_MONEY_LIMIT, List.of()));
      OpenAiGenerator client = OpenAiGenerator.open(settings(args[0]));
      MeteredGenerator metered = metered(client, cache, Optional.of(budget));
      int haltAfter = Integer.parseInt(args[2]);
      List<CompletableFuture<Void>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        results.add(
            metered
                .ask("p", request("document number " + i))
                .thenAccept(
                    outcome -> {
                      if (metered.counts().answers() >= haltAfter) {
                        Runtime.getRuntime().halt(9);
                      }
                    }));
      }
      results.forEach(CompletableFuture::join);
    }
  }

  @Test
  void answersFromBeforeAKillAreNotPaidAgain() throws Exception {
    try (FakeLlmServer server = FakeLlmServer.start(FaultPlan.NONE);
        CompletionCache cache = CompletionCache.open(url());
        Budget budget = budget(100_000_000)) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Worker.class.getName(),
                  server.endpoint(),
                  url(),
                  "60")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor()).isEqualTo(9);
      long paid = server.requests();
      long kept = cache.stats().completions();
      BudgetState left = budget.state();
      assertThat(kept).isGreaterThanOrEqualTo(60);
      assertThat(left.spentTokens()).isGreaterThanOrEqualTo(server.spentTokens());
      // an answer that is neither cached nor in flight would be paid twice
      assertThat(paid - kept).isLessThanOrEqualTo(MAX_IN_FLIGHT);
      try (OpenAiGenerator client = OpenAiGenerator.open(settings(server.endpoint()))) {
        MeteredGenerator metered = metered(client, cache, Optional.of(budget));
        askAll(metered, 200);
        assertThat(metered.counts().cached()).isEqualTo(kept);
        assertThat(server.requests()).isEqualTo(paid + 200 - kept);
      }
      assertThat(budget.state().reservations()).isEqualTo(left.reservations());
    }
  }
}
