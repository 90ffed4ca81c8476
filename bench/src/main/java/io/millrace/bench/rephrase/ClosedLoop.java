package io.millrace.bench.rephrase;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A closed loop of plain clients: each sends its next request when it gets an answer. Uses the
 * JDK's HTTP client with a thread per client, without cache, budget and retries.
 */
final class ClosedLoop {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ClosedLoop() {}

  /** Requests a number of answers; returns their completion tokens. */
  static long tokens(String endpoint, Prompts prompts, int clients, int answers)
      throws InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    LongAdder tokens = new LongAdder();
    AtomicInteger left = new AtomicInteger(answers);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(() -> loop(http, endpoint, prompts, tokens, left), "client-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return tokens.sum();
  }

  private static void loop(
      HttpClient http, String endpoint, Prompts prompts, LongAdder tokens, AtomicInteger left) {
    try {
      while (left.getAndDecrement() > 0) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(endpoint + "/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(prompts.json()))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        tokens.add(JSON.readTree(response.body()).path("usage").path("completion_tokens").asLong());
      }
    } catch (IOException failed) {
      throw new IllegalStateException("the server does not answer", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
