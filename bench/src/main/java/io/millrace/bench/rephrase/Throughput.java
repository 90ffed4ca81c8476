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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Measures how well the client uses a server: its tokens per second, with cache and budget on disk,
 * divided by those of the best number of plain clients ({@link ClosedLoop}). The server is the fake
 * one, which batches like a GPU, or a real one.
 *
 * <p>Short phases of both run in turns, and each of our phases is compared with the plain phase of
 * the same round, so that other load on the machine affects both. A phase includes its ramp-up and
 * its end. For a real server, tokens per second of its processor time are printed too: they fall
 * when fewer of its slots are busy, and do not depend on other load.
 *
 * <pre>Throughput ROUNDS ANSWERS [ENDPOINT MODEL [MAX_TOKENS [PID]]]</pre>
 */
public final class Throughput {

  private static final int[] CLIENTS = {16, 32, 40, 48, 64};
  private static final int[] FEW_CLIENTS = {2, 4, 6};
  private static final int MAX_TOKENS = 128;

  private Throughput() {}

  private record Phase(double tokens, double seconds, double processorSeconds) {
    double rate() {
      return tokens / seconds;
    }

    double processorRate() {
      return tokens / processorSeconds;
    }
  }

  private interface Asking {
    long tokens() throws InterruptedException;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(args[0]);
    int answers = Integer.parseInt(args[1]);
    if (args.length > 3) {
      int maxTokens = args.length > 4 ? Integer.parseInt(args[4]) : MAX_TOKENS;
      Optional<ProcessHandle> server =
          args.length > 5 ? ProcessHandle.of(Long.parseLong(args[5])) : Optional.empty();
      run(args[2], new Prompts(args[3], maxTokens), FEW_CLIENTS, rounds, answers, server);
    } else {
      // 32 sequences, 12 ms per step at full load, slower from 48 sequences on
      try (FakeLlmServer server = FakeLlmServer.timed(FaultPlan.NONE, 32, 8_000, 125, 1, 48)) {
        Prompts prompts = new Prompts("fake", MAX_TOKENS);
        run(server.endpoint(), prompts, CLIENTS, rounds, answers, Optional.empty());
      }
    }
  }

  /** Prints a line for each number of clients, and ours; returns our rate divided by the best. */
  static double run(
      String endpoint,
      Prompts prompts,
      int[] clients,
      int rounds,
      int answers,
      Optional<ProcessHandle> server)
      throws IOException, InterruptedException {
    String model = prompts.model();
    Path folder = Files.createTempDirectory("throughput");
    String store = "sqlite:" + folder;
    BudgetSettings limits =
        new BudgetSettings(
            "bench", Long.MAX_VALUE / 2, 1000, List.of(new BudgetSettings.ModelPrice(model, 0, 0)));
    OpenAiSettings settings = OpenAiSettings.defaults().withEndpoints(List.of(endpoint));
    List<List<Phase>> plain = new ArrayList<>();
    List<Phase> ours = new ArrayList<>();
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
      for (int number : clients) {
        plain.add(new ArrayList<>());
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < clients.length; i++) {
          // another order in each round, so that none always follows ours
          int at = (i + round) % clients.length;
          int number = clients[at];
          plain
              .get(at)
              .add(phase(() -> ClosedLoop.tokens(endpoint, prompts, number, answers), server));
        }
        ours.add(phase(() -> ask(metered, prompts, answers), server));
        print(
            "round %d: ours %.1f tokens/s, %d parallel requests%n",
            round + 1, ours.get(round).rate(), client.limits().get(0));
      }
    }
    return told(clients, plain, ours);
  }

  private static Phase phase(Asking asking, Optional<ProcessHandle> server)
      throws InterruptedException {
    double processor = processorSeconds(server);
    long start = System.nanoTime();
    long tokens = asking.tokens();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Phase(tokens, seconds, processorSeconds(server) - processor);
  }

  private static double processorSeconds(Optional<ProcessHandle> server) {
    return server
        .flatMap(process -> process.info().totalCpuDuration())
        .map(time -> time.toNanos() / 1e9)
        .orElse(Double.NaN);
  }

  private static long ask(MeteredGenerator metered, Prompts prompts, int answers)
      throws InterruptedException {
    long before = metered.counts().completionTokens();
    CountDownLatch asked = new CountDownLatch(answers);
    for (int i = 0; i < answers; i++) {
      metered.ask("", prompts.next()).whenComplete((outcome, failure) -> asked.countDown());
    }
    asked.await();
    return metered.counts().completionTokens() - before;
  }

  /** Prints the results; the best number of clients is that with the highest overall rate. */
  private static double told(int[] clients, List<List<Phase>> plain, List<Phase> ours) {
    int best = 0;
    for (int i = 0; i < clients.length; i++) {
      Phase all = sum(plain.get(i));
      print(
          "%d plain clients: %.1f tokens/s, %.1f per second of the server's processor time%n",
          clients[i], all.rate(), all.processorRate());
      best = all.rate() > sum(plain.get(best)).rate() ? i : best;
    }
    Phase all = sum(ours);
    print(
        "ours: %.1f tokens/s, %.1f per second of the server's processor time%n",
        all.rate(), all.processorRate());
    double[] ratios = new double[ours.size()];
    double[] byProcessor = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      Phase other = plain.get(best).get(i);
      ratios[i] = ours.get(i).rate() / other.rate();
      byProcessor[i] = ours.get(i).processorRate() / other.processorRate();
    }
    print("ours by %d plain clients, with the search:%n", clients[best]);
    tell("by the clock", ratios);
    tell("by the server's processor time", byProcessor);
    return all.rate() / sum(plain.get(best)).rate();
  }

  private static Phase sum(List<Phase> phases) {
    return new Phase(
        phases.stream().mapToDouble(Phase::tokens).sum(),
        phases.stream().mapToDouble(Phase::seconds).sum(),
        phases.stream().mapToDouble(Phase::processorSeconds).sum());
  }

  /** Prints mean, standard error and median over the rounds. */
  private static void tell(String what, double[] ratios) {
    int n = ratios.length;
    if (Double.isNaN(ratios[0])) {
      // the server's process is not known
      return;
    }
    double mean = Arrays.stream(ratios).average().orElse(Double.NaN);
    double squares = Arrays.stream(ratios).map(r -> (r - mean) * (r - mean)).sum();
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    print(
        "  %s: %.3f +- %.3f (standard error of %d rounds), median %.3f, %.3f to %.3f%n",
        what,
        mean,
        Math.sqrt(squares / Math.max(1, n - 1) / n),
        n,
        sorted[n / 2],
        sorted[0],
        sorted[n - 1]);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
