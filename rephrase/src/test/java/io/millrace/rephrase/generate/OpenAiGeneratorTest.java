package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.generate.GenerationException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Retries, pauses and circuits in virtual time. */
class OpenAiGeneratorTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final ManualScheduler time = new ManualScheduler();
  private final ScriptedTransport server = new ScriptedTransport();
  private final List<String> charges = new ArrayList<>();
  private final Meter meter =
      request -> {
        charges.add("begin");
        Meter.Charge charge =
            new Meter.Charge() {
              @Override
              public void settle(int promptTokens, int completionTokens) {
                charges.add("settle " + promptTokens + " " + completionTokens);
              }

              @Override
              public void assumeWorst() {
                charges.add("worst");
              }

              @Override
              public void release() {
                charges.add("release");
              }
            };
        return CompletableFuture.completedFuture(charge);
      };

  private OpenAiGenerator generator(String... endpoints) {
    return generator(ApiKey.NONE, endpoints);
  }

  private OpenAiGenerator generator(ApiKey key, String... endpoints) {
    OpenAiSettings settings =
        OpenAiSettings.defaults()
            .withEndpoints(endpoints.length == 0 ? List.of("http://a/v1") : List.of(endpoints));
    return new OpenAiGenerator(settings, key, server, time, Runnable::run);
  }

  private static GenerationRequest request(String text) {
    return new GenerationRequest(
        "m",
        List.of(new ChatMessage(ChatMessage.Role.USER, text)),
        new GenerationParameters(.5, .9, 64, 1, List.of("###")));
  }

  private static GenerationException failure(CompletableFuture<Completion> result) {
    assertThat(result).isCompletedExceptionally();
    try {
      result.join();
    } catch (CompletionException failed) {
      return (GenerationException) failed.getCause();
    }
    throw new AssertionError("it has an answer");
  }

  private long secondsToNextTry() {
    int before = server.posts.size();
    long seconds = 0;
    while (server.posts.size() == before && seconds < 10_000) {
      time.advance(Duration.ofSeconds(1));
      seconds++;
    }
    return seconds;
  }

  @Test
  void sendsTheRequestOfTheApi() {
    var result = generator().generate(request("text"), meter);
    assertThat(server.last().uri()).hasToString("http://a/v1/chat/completions");
    assertThat(server.last().body())
        .isEqualTo(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"text\"}],"
                + "\"temperature\":0.5,\"top_p\":0.9,\"max_tokens\":64,\"seed\":1,"
                + "\"stop\":[\"###\"],\"stream\":false}");
    server.last().answer("answer");
    assertThat(result)
        .isCompletedWithValue(new Completion("answer", Completion.Finish.STOP, 7, 3, "m"));
    assertThat(charges).containsExactly("begin", "settle 7 3");
  }

  @Test
  void retriesWithDoublingPausesAndGivesUp() {
    var result = generator().generate(request("text"), meter);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      server.last().answer(429, "");
      pauses.add(secondsToNextTry());
    }
    server.last().answer(429, "{\"error\":{\"message\":\"slow\\ndown\"}}");
    assertThat(failure(result).kind()).isEqualTo(Kind.OVERLOADED);
    assertThat(failure(result)).hasMessage("a: status 429, slow down");
    assertThat(server.posts).hasSize(7);
    // between half and all of .5, 1, 2, 4, 8, 16 s, in whole seconds
    for (int i = 0; i < 6; i++) {
      double full = .5 * (1 << i);
      assertThat(pauses.get(i)).isBetween((long) (full / 2), (long) Math.ceil(full));
    }
    assertThat(charges).hasSize(14).doesNotContain("worst").endsWith("begin", "release");
  }

  @Test
  void obeysRetryAfter() {
    var generator = generator();
    var first = generator.generate(request("first"));
    server.last().answer(503, "20", "");
    var second = generator.generate(request("second"));
    assertThat(server.posts).hasSize(1);
    time.advance(Duration.ofSeconds(19));
    assertThat(server.posts).hasSize(1);
    time.advance(Duration.ofSeconds(2));
    assertThat(server.posts).hasSize(3);
    server.posts.get(1).answer("one");
    server.posts.get(2).answer("two");
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
  }

  @Test
  void obeysRetryAfterWithADateUpToTheCap() {
    var generator = generator();
    generator.generate(request("text"));
    server.last().answer(503, "Thu, 01 Jan 2026 00:00:30 GMT", "");
    assertThat(secondsToNextTry()).isEqualTo(30);
    server.last().answer(503, "Fri, 01 Jan 2027 00:00:00 GMT", "");
    assertThat(secondsToNextTry()).isEqualTo(300);
  }

  @Test
  void aRejectedRequestIsNotRetried() {
    for (int status : new int[] {301, 307, 400, 404, 413, 422}) {
      charges.clear();
      var result = generator().generate(request("text"), meter);
      server.last().answer(status, "");
      assertThat(failure(result).kind()).isEqualTo(Kind.REJECTED);
      assertThat(charges).containsExactly("begin", "release");
    }
  }

  @Test
  void malformedAnswersAreRetriedTwice() {
    var result = generator().generate(request("text"), meter);
    for (int i = 0; i < 3; i++) {
      server.last().answer(200, "{\"choices\":[");
      time.advance(LONG);
    }
    assertThat(server.posts).hasSize(3);
    assertThat(failure(result).kind()).isEqualTo(Kind.MALFORMED_ANSWER);
    assertThat(charges).containsExactly("begin", "worst", "begin", "worst", "begin", "worst");
  }

  @Test
  void aMalformedAnswerWithCountsIsSettled() {
    var result = generator().generate(request("text"), meter);
    server
        .last()
        .answer(
            200,
            "{\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1}}");
    time.advance(LONG);
    server.last().answer("good");
    assertThat(result).isCompleted();
    assertThat(charges).containsExactly("begin", "settle 7 1", "begin", "settle 7 3");
  }

  @Test
  void possibleWorkIsCharged() {
    var generator = generator();
    generator.generate(request("1"), meter);
    server.last().reply().completeExceptionally(new IOException("reset"));
    time.advance(LONG);
    server.last().reply().completeExceptionally(new Transport.NotConnected(new IOException()));
    time.advance(LONG);
    server.last().reply().completeExceptionally(new Transport.TooLate("late"));
    time.advance(LONG);
    server.last().answer(500, "");
    time.advance(LONG);
    server.last().answer("good");
    assertThat(charges)
        .containsExactly(
            "begin",
            "worst",
            "begin",
            "release",
            "begin",
            "worst",
            "begin",
            "worst",
            "begin",
            "settle 7 3");
  }

  @Test
  void theCircuitOpensAndTriesOneRequestWhenTheServerIsHealthy() {
    var generator = generator();
    List<CompletableFuture<Completion>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      results.add(generator.generate(request("text " + i)));
    }
    server.posts.forEach(
        sent -> sent.reply().completeExceptionally(new Transport.NotConnected(new IOException())));
    int sent = server.posts.size();
    time.advance(Duration.ofSeconds(4));
    assertThat(server.posts).hasSize(sent);
    assertThat(server.gets).isEmpty();
    time.advance(Duration.ofSeconds(1));
    assertThat(server.gets).hasSize(1);
    server.gets.get(0).answer(503, "");
    time.advance(Duration.ofSeconds(10));
    assertThat(server.gets).hasSize(2);
    server.gets.get(1).answer(200, "{}");
    assertThat(server.posts).hasSize(sent + 1);
    server.last().answer("good");
    assertThat(server.posts).hasSizeGreaterThan(sent + 4);
    for (int i = sent + 1; i < server.posts.size(); i++) {
      server.posts.get(i).answer("good");
    }
    assertThat(results).allSatisfy(result -> assertThat(result).isCompleted());
  }

  /** Server with one slot: all other requests and the health check get no answer. */
  @Test
  void aBusyServerDoesNotCountAsDead() {
    var generator = generator();
    List<CompletableFuture<Completion>> results = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      results.add(generator.generate(request("text " + i)));
    }
    int silent = server.posts.size();
    assertThat(silent).isGreaterThan(5);
    time.advance(Duration.ofSeconds(300));
    // concurrent timeouts are one failure; five open the circuit
    for (int i = 0; i < silent; i++) {
      server.posts.get(i).reply().completeExceptionally(new Transport.TooLate("late"));
    }
    assertThat(server.posts).hasSizeGreaterThan(silent);
    assertThat(server.gets).isEmpty();
    finishAll(silent);
    assertThat(results)
        .allSatisfy(result -> assertThat(result).isCompletedWithValueMatching(c -> true));
  }

  private void finishAll(int from) {
    for (int i = from; i < server.posts.size(); i++) {
      server.posts.get(i).answer("good");
      time.advance(Duration.ofSeconds(40));
    }
  }

  @Test
  void aSilentHealthCheckAllowsOneTrialRequest() {
    var generator = generator();
    List<CompletableFuture<Completion>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      results.add(generator.generate(request("text " + i)));
    }
    server.posts.forEach(sent -> sent.reply().completeExceptionally(new IOException("reset")));
    int sent = server.posts.size();
    time.advance(Duration.ofSeconds(5));
    server.gets.get(0).reply().completeExceptionally(new Transport.TooLate("no answer"));
    assertThat(server.posts).hasSize(sent + 1);
    // longer than requests wait for a server
    time.advance(Duration.ofSeconds(200));
    assertThat(results).noneMatch(CompletableFuture::isCompletedExceptionally);
    finishAll(sent);
    assertThat(results)
        .allSatisfy(result -> assertThat(result).isCompletedWithValueMatching(c -> true));
  }

  @Test
  void aSilentServerIsUnavailableAfterOneTrial() {
    var generator = generator();
    List<CompletableFuture<Completion>> results = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      results.add(generator.generate(request("text " + i)));
    }
    for (int i = 0; i < server.posts.size(); i++) {
      server.posts.get(i).reply().completeExceptionally(new IOException("reset"));
    }
    time.advance(Duration.ofSeconds(5));
    server.gets.get(0).reply().completeExceptionally(new Transport.TooLate("no answer"));
    time.advance(Duration.ofSeconds(300));
    server.last().reply().completeExceptionally(new Transport.TooLate("late"));
    time.advance(Duration.ofSeconds(30));
    assertThat(results)
        .allSatisfy(result -> assertThat(failure(result).kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void failsWhenNoServerWorksForLong() {
    var generator = generator();
    List<CompletableFuture<Completion>> results = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      results.add(generator.generate(request("text " + i)));
    }
    for (int i = 0; i < server.posts.size(); i++) {
      server
          .posts
          .get(i)
          .reply()
          .completeExceptionally(new Transport.NotConnected(new IOException()));
    }
    time.advance(Duration.ofSeconds(61));
    assertThat(results)
        .allSatisfy(result -> assertThat(failure(result).kind()).isEqualTo(Kind.UNAVAILABLE));
    int sent = server.posts.size();
    assertThat(failure(generator.generate(request("more")))).hasMessage("no endpoint works");
    assertThat(server.posts).hasSize(sent);
    // the server works again
    server.gets.get(server.gets.size() - 1).answer(200, "{}");
    var after = generator.generate(request("after"));
    server.last().answer("good");
    assertThat(after).isCompleted();
  }

  @Test
  void theCircuitOpensForAServerThatOnlyRefuses() {
    var generator = generator();
    List<CompletableFuture<Completion>> results = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      results.add(generator.generate(request("text " + i)));
    }
    for (int i = 0; i < 2000 && results.stream().anyMatch(r -> !r.isDone()); i++) {
      List.copyOf(server.posts).forEach(sent -> sent.answer(503, ""));
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(time.nanoTime()).isLessThan(Duration.ofMinutes(4).toNanos());
    assertThat(results)
        .allSatisfy(
            result -> assertThat(failure(result).kind()).isIn(Kind.OVERLOADED, Kind.UNAVAILABLE));
  }

  @Test
  void usesTheLeastLoadedEndpointAndFailsOver() {
    var generator = generator("http://a/v1", "https://b/v1/");
    for (int i = 0; i < 4; i++) {
      generator.generate(request("text " + i));
    }
    assertThat(server.posts.stream().map(sent -> sent.uri().getHost()))
        .containsExactly("a", "b", "a", "b");
    server.posts.get(0).answer(503, "3600", "");
    time.advance(Duration.ofSeconds(2));
    assertThat(server.posts).hasSize(5);
    assertThat(server.last().uri()).hasToString("https://b/v1/chat/completions");
  }

  @Test
  void sendsNothingWithoutBudget() {
    Meter broke =
        request -> CompletableFuture.failedFuture(new GenerationException(Kind.BUDGET, "no", null));
    var generator = generator();
    for (int i = 0; i < 20; i++) {
      assertThat(failure(generator.generate(request("text"), broke)).kind()).isEqualTo(Kind.BUDGET);
    }
    assertThat(server.posts).isEmpty();
    var result = generator.generate(request("text"));
    server.last().answer("good");
    assertThat(result).isCompleted();
  }

  @Test
  void anUnsentAttemptReleasesItsReservationAndPermit() {
    var generator = generator();
    server.fault = new IllegalStateException("broken");
    for (int i = 0; i < 20; i++) {
      charges.clear();
      var result = generator.generate(request("text"), meter);
      assertThat(failure(result).kind()).isEqualTo(Kind.REJECTED);
      assertThat(failure(result)).hasMessageContaining("broken");
      assertThat(charges).containsExactly("begin", "release");
    }
    server.fault = null;
    var result = generator.generate(request("text"));
    server.last().answer("good");
    assertThat(result).isCompleted();
  }

  @Test
  void aMeterThatThrowsEndsTheCallAndReleasesThePermit() {
    var generator = generator();
    Meter broken =
        request -> {
          throw new IllegalStateException("broken");
        };
    for (int i = 0; i < 20; i++) {
      assertThat(generator.generate(request("text"), broken)).isCompletedExceptionally();
    }
    var result = generator.generate(request("text"));
    server.last().answer("good");
    assertThat(result).isCompleted();
  }

  @Test
  void anUnreadableAnswerIsChargedAndRetriedTwice() {
    var result = generator().generate(request("text"), meter);
    for (int i = 0; i < 3; i++) {
      server.last().reply().complete(new Transport.Reply(200, "", null));
      time.advance(LONG);
    }
    assertThat(failure(result).kind()).isEqualTo(Kind.MALFORMED_ANSWER);
    assertThat(charges).containsExactly("begin", "worst", "begin", "worst", "begin", "worst");
  }

  @Test
  void theKeyIsInNoMessage() {
    ApiKey key = ApiKey.fromVariable("KEY", name -> "sk-secret");
    var result = generator(key).generate(request("text"));
    server.last().answer(401, "{\"error\":{\"message\":\"wrong key sk-secret!\"}}");
    assertThat(failure(result))
        .hasMessage("the server at a refuses the API key: status 401, wrong key [API key]!");
    assertThat(failure(result).kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(key).hasToString("[API key]");
  }

  @Test
  void status401And403HaveTheirOwnMessages() {
    var generator = generator();
    for (int i = 0; i < 4; i++) {
      var maybeDisliked = generator.generate(request("text"));
      server.last().answer(403, "");
      assertThat(failure(maybeDisliked).kind()).isEqualTo(Kind.REJECTED);
    }
    var first = generator.generate(request("text"));
    server.last().answer(403, "");
    assertThat(failure(first).kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(failure(first))
        .hasMessage(
            "the server at a requires an API key; set key_variable or key_file: status 403");
    var good = generator.generate(request("text"));
    server.last().answer("good");
    assertThat(good).isCompleted();
    var disliked = generator.generate(request("text"));
    server.last().answer(403, "");
    assertThat(failure(disliked).kind()).isEqualTo(Kind.REJECTED);
    var revoked = generator.generate(request("text"));
    server.last().answer(401, "");
    assertThat(failure(revoked).kind()).isEqualTo(Kind.UNAUTHORIZED);
  }

  @Test
  void anAttemptHoldsItsPermitUntilTheMeterDecides() {
    List<CompletableFuture<Meter.Charge>> undecided = new ArrayList<>();
    Meter slow =
        request -> {
          undecided.add(new CompletableFuture<>());
          return undecided.get(undecided.size() - 1);
        };
    var generator = generator();
    for (int i = 0; i < 20; i++) {
      generator.generate(request("text " + i), slow);
    }
    assertThat(undecided).hasSize(8);
    assertThat(server.posts).isEmpty();
    undecided.get(3).complete(Meter.Charge.NONE);
    assertThat(server.posts).hasSize(1);
    assertThat(undecided).hasSize(8);
    server.last().answer("good");
    assertThat(undecided).hasSize(9);
  }

  @Test
  void closingFailsAllOpenRequests() {
    var generator = generator();
    List<CompletableFuture<Completion>> results = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      results.add(generator.generate(request("text " + i), meter));
    }
    generator.close();
    assertThat(results)
        .allSatisfy(result -> assertThat(failure(result).kind()).isEqualTo(Kind.UNAVAILABLE));
    assertThat(charges.stream().filter("begin"::equals)).hasSize(8);
    assertThat(charges.stream().filter("worst"::equals)).hasSize(8);
    assertThat(failure(generator.generate(request("late"))).kind()).isEqualTo(Kind.UNAVAILABLE);
  }
}
