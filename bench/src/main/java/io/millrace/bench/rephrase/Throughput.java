package io.millrace.bench.rephrase;

import io.millrace.rephrase.budget.Budget;
import io.millrace.rephrase.budget.BudgetSettings;
import io.millrace.rephrase.budget.MeteredGenerator;
import io.millrace.rephrase.budget.TokenBound;
import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.FaultPlan;
import io.millrace.rephrase.generate.OpenAiGenerator;
import io.millrace.rephrase.generate.OpenAiSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How busy the client keeps a server: its tokens a second, with the cache and the budget on disk,
 * by the most that the server gives to any fixed number of plain clients. The server is the fake
 * one, which batches as a GPU does, or a real one.
 *
 * <pre>Throughput SECONDS [ENDPOINT MODEL [MAX_TOKENS]]</pre>
 */
public final class Throughput {

  private static final int[] CLIENTS = {4, 8, 16, 24, 32, 48, 64, 96};
  private static final int[] FEW_CLIENTS = {1, 2, 4, 8, 16};
  private static final int MAX_TOKENS = 128;
  private static final int ASKED_AT_ONCE = 512;

  private Throughput() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    double seconds = Double.parseDouble(args[0]);
    if (args.length > 2) {
      int maxTokens = args.length > 3 ? Integer.parseInt(args[3]) : MAX_TOKENS;
      run(args[1], new Prompts(args[2], maxTokens), FEW_CLIENTS, seconds);
    } else {
      // 32 sequences of 12 ms a step at full load, slower from 48 on
      try (FakeLlmServer server = FakeLlmServer.timed(FaultPlan.NONE, 32, 8_000, 125, 1, 48)) {
        run(server.endpoint(), new Prompts("fake", MAX_TOKENS), CLIENTS, seconds);
      }
    }
  }

  /** Prints a line a measurement; returns our throughput by the best of a fixed number. */
  static double run(String endpoint, Prompts prompts, int[] clients, double seconds)
      throws IOException, InterruptedException {
    double best = 0;
    for (int number : clients) {
      double rate = ClosedLoop.tokensPerSecond(endpoint, prompts, number, seconds / 4, seconds);
      print("%d plain clients: %.0f tokens/s%n", number, rate);
      best = Math.max(best, rate);
    }
    return ours(endpoint, prompts, seconds, best);
  }

  private static double ours(String endpoint, Prompts prompts, double seconds, double best)
      throws IOException, InterruptedException {
    String model = prompts.model();
    Path folder = Files.createTempDirectory("throughput");
    String store = "sqlite:" + folder;
    BudgetSettings limits =
        new BudgetSettings(
            "bench", Long.MAX_VALUE / 2, 1000, List.of(new BudgetSettings.ModelPrice(model, 0, 0)));
    OpenAiSettings settings = OpenAiSettings.defaults().withEndpoints(List.of(endpoint));
    try (CompletionCache cache = CompletionCache.open(store + "/cache.db");
        Budget budget = Budget.open(store + "/budget.db", limits);
        OpenAiGenerator client = OpenAiGenerator.open(settings)) {
      MeteredGenerator metered =
          new MeteredGenerator(
              client,
              cache,
              Optional.of(budget),
              limits.pricesOf(List.of(model)),
              TokenBound.BYTES);
      AtomicBoolean ended = new AtomicBoolean();
      Thread asking = new Thread(() -> ask(metered, prompts, ended), "asking");
      asking.start();
      double whole = 0;
      double steady = 0;
      // the first sixth is the search for the best number
      for (int i = 0; i < 6; i++) {
        long before = metered.counts().completionTokens();
        long start = System.nanoTime();
        ClosedLoop.pause(seconds);
        double rate =
            (metered.counts().completionTokens() - before) / ((System.nanoTime() - start) / 1e9);
        print(
            "ours, %d at once: %.0f tokens/s, %.3f of the best%n",
            client.limits().get(0), rate, rate / best);
        whole += rate / 6;
        steady += i == 0 ? 0 : rate / 5;
      }
      ended.set(true);
      asking.interrupt();
      asking.join();
      print("ratio after the search: %.3f; with it: %.3f%n", steady / best, whole / best);
      return steady / best;
    }
  }

  private static void ask(MeteredGenerator metered, Prompts prompts, AtomicBoolean ended) {
    Semaphore places = new Semaphore(ASKED_AT_ONCE);
    try {
      while (!ended.get()) {
        places.acquire();
        metered.ask("", prompts.next()).whenComplete((outcome, failure) -> places.release());
      }
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
