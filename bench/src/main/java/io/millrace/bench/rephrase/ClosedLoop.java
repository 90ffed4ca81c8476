package io.millrace.bench.rephrase;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * What a server gives to so many clients that each ask again as soon as they are answered: the
 * plain client of the JDK, a thread for each, no cache, no budget, no retries.
 */
final class ClosedLoop {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ClosedLoop() {}

  /**
   * Tokens of completions a second.
   *
   * @param warmUp seconds before the measurement
   * @param seconds of the measurement
   */
  static double tokensPerSecond(
      String endpoint, Prompts prompts, int clients, double warmUp, double seconds)
      throws InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    LongAdder tokens = new LongAdder();
    AtomicBoolean ended = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(() -> loop(http, endpoint, prompts, tokens, ended), "client-" + i);
      thread.start();
      threads.add(thread);
    }
    pause(warmUp);
    long before = tokens.sum();
    long start = System.nanoTime();
    pause(seconds);
    double result = (tokens.sum() - before) / ((System.nanoTime() - start) / 1e9);
    ended.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    return result;
  }

  private static void loop(
      HttpClient http, String endpoint, Prompts prompts, LongAdder tokens, AtomicBoolean ended) {
    try {
      while (!ended.get()) {
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

  /** Lets time pass: what is measured is what happens in it. */
  static void pause(double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
