package io.millrace.rephrase.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.rephrase.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of a budget, run for each kind of store. */
abstract class BudgetContract {

  static final Price PRICE = new Price(150_000, 600_000);

  private final List<Budget> open = new ArrayList<>();

  abstract String url();

  Budget open(String name, long tokens, double money) {
    Budget budget = Budget.open(url(), new BudgetSettings(name, tokens, money, List.of()));
    open.add(budget);
    return budget;
  }

  /** Reserves without waiting for other calls. */
  static Optional<Reservation> reserve(Budget budget, long prompt, long max) {
    return reserve(budget, PRICE, prompt, max);
  }

  private static Optional<Reservation> reserve(Budget budget, Price price, long prompt, long max) {
    return budget.reserve(price, prompt, max).orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Lets the leases of all workers expire. */
  private void ageWorkers() {
    try (Database database = Ledger.database(url())) {
      database.run(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.executeUpdate(
                  "UPDATE worker SET seen = seen - " + (Ledger.LEASE_MILLIS + 1));
            }
          });
    }
  }

  private BudgetStore store() {
    return BudgetStore.openExisting(url()).orElseThrow();
  }

  @AfterEach
  void close() {
    open.forEach(Budget::close);
  }

  @Test
  void reservesTheMaximumAndSettlesTheCount() {
    Budget budget = open("b", 100, BudgetSettings.NO_MONEY_LIMIT);
    Reservation first = reserve(budget, 30, 40).orElseThrow();
    Reservation second = reserve(budget, 10, 20).orElseThrow();
    assertThat(budget.state())
        .isEqualTo(
            new BudgetState(
                100,
                Price.picosOf(9_000_000_000_000L),
                0,
                0,
                0,
                0,
                0,
                100,
                40L * 150_000 + 60L * 600_000,
                2));
    first.settle(20, 5);
    second.release();
    assertThat(budget.state().spentTokens()).isEqualTo(25);
    assertThat(budget.state().spentPicos()).isEqualTo(20L * 150_000 + 5L * 600_000);
    assertThat(budget.state().reservations()).isZero();
    reserve(budget, 0, 75).orElseThrow().assumeWorst();
    assertThat(budget.state().assumedTokens()).isEqualTo(75);
    assertThat(reserve(budget, 0, 1)).isEmpty();
    assertThat(reserve(budget, 0, 0)).isPresent();
  }

  @Test
  void aCallThatDoesNotFitWaitsForCallsInFlightAndLaterCallsWaitForIt() {
    Budget budget = open("b", 100, 9_000);
    Reservation first = reserve(budget, 40, 40).orElseThrow();
    var large = budget.reserve(PRICE, 10, 50);
    var small = budget.reserve(PRICE, 1, 1);
    // this one is refused when its turn comes: it cannot fit whatever the first one uses
    var tooLarge = budget.reserve(PRICE, 50, 51);
    assertThat(large).isNotDone();
    assertThat(small).isNotDone();
    assertThat(tooLarge).isNotDone();
    first.settle(10, 10);
    assertThat(large.orTimeout(60, TimeUnit.SECONDS).join()).isPresent();
    assertThat(small.orTimeout(60, TimeUnit.SECONDS).join()).isPresent();
    assertThat(tooLarge.orTimeout(60, TimeUnit.SECONDS).join()).isEmpty();
    assertThat(budget.state().spentTokens()).isEqualTo(82);
  }

  @Test
  void waitsForTheCallsOfOtherProcesses() {
    Budget mine = open("b", 100, 9_000);
    Budget others = open("b", 100, 9_000);
    Reservation theirs = reserve(others, 40, 40).orElseThrow();
    var waiting = mine.reserve(PRICE, 20, 20);
    assertThat(waiting).isNotDone();
    theirs.settle(30, 30);
    assertThat(waiting.orTimeout(60, TimeUnit.SECONDS).join()).isPresent();
    assertThat(reserve(others, 41, 0)).isEmpty();
  }

  @Test
  void moneyIsLimited() {
    Budget budget = open("b", Long.MAX_VALUE, .000_001);
    // a million picos: one token of output costs 600,000
    Reservation first = reserve(budget, 0, 1).orElseThrow();
    assertThat(reserve(budget, 7, 0)).isEmpty();
    assertThat(reserve(budget, 2, 0)).isPresent();
    first.release();
    assertThat(reserve(budget, 0, 1)).isPresent();
    assertThat(reserve(budget, Price.FREE, 1_000_000, 1_000_000)).isPresent();
  }

  @Test
  void endingACallTwiceHasNoEffect() {
    Budget budget = open("b", 100, 1);
    Reservation call = reserve(budget, 10, 10).orElseThrow();
    call.settle(9, 8);
    BudgetState state = budget.state();
    call.settle(9, 8);
    call.assumeWorst();
    call.release();
    assertThat(budget.state()).isEqualTo(state);
  }

  @Test
  void aCountAboveTheReservationCounts() {
    Budget budget = open("b", 100, 1);
    reserve(budget, 50, 50).orElseThrow().settle(90, 90);
    assertThat(budget.state().spentTokens()).isEqualTo(180);
    assertThat(reserve(budget, 0, 0)).isEmpty();
  }

  @Test
  void sumsStopAtTheGreatestLong() {
    Budget budget = open("b", Long.MAX_VALUE - 1, BudgetSettings.NO_MONEY_LIMIT);
    Reservation call = reserve(budget, Price.FREE, 1, 1).orElseThrow();
    call.settle(Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(budget.state().promptTokens()).isEqualTo(Long.MAX_VALUE);
    assertThat(budget.state().spentTokens()).isEqualTo(Long.MAX_VALUE);
    assertThat(reserve(budget, Price.FREE, 0, 0)).isEmpty();
  }

  @Test
  void reservationsOfADeadWorkerCountAsSpentUntilALateCount() {
    Budget budget = open("b", 100, 1);
    Reservation dead = reserve(budget, 30, 30).orElseThrow();
    try (BudgetStore store = store()) {
      assertThat(store.find("b").orElseThrow().state().reservedTokens()).isEqualTo(60);
      assertThat(store.find("b").orElseThrow().workers())
          .singleElement()
          .satisfies(
              worker -> {
                assertThat(worker.name()).contains(Long.toString(ProcessHandle.current().pid()));
                assertThat(worker.calls()).isEqualTo(1);
                assertThat(worker.tokens()).isEqualTo(60);
                assertThat(worker.silentMillis()).isLessThan(Ledger.LEASE_MILLIS);
              });
    }
    Budget other = open("b", 100, 1);
    var waiting = other.reserve(PRICE, 25, 25);
    var fits = other.reserve(PRICE, 20, 20);
    ageWorkers();
    assertThat(waiting.orTimeout(60, TimeUnit.SECONDS).join()).isEmpty();
    assertThat(fits.orTimeout(60, TimeUnit.SECONDS).join()).isPresent();
    assertThat(other.state().assumedTokens()).isEqualTo(60);
    assertThat(other.state().reservations()).isEqualTo(1);
    dead.settle(25, 3);
    assertThat(other.state().assumedTokens()).isZero();
    assertThat(other.state().spentTokens()).isEqualTo(28 + 40);
  }

  @Test
  void aSuspendedProcessKeepsItsOwnReservations() {
    Budget budget = open("b", 100, 1);
    Reservation mine = reserve(budget, 40, 40).orElseThrow();
    ageWorkers();
    var waiting = budget.reserve(PRICE, 20, 20);
    assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    mine.settle(10, 10);
    assertThat(waiting.orTimeout(60, TimeUnit.SECONDS).join()).isPresent();
    assertThat(budget.state().assumedTokens()).isZero();
  }

  @Test
  void assumedCostIsForgivenOnRequestAndALateCountStillCounts() {
    Budget budget = open("b", 100, 1);
    reserve(budget, 5, 5).orElseThrow().assumeWorst();
    Reservation dead = reserve(budget, 30, 30).orElseThrow();
    try (BudgetStore store = store()) {
      assertThat(store.release("b").orElseThrow().state().reservedTokens()).isEqualTo(60);
      assertThat(store.find("b").orElseThrow().state().spentTokens()).isEqualTo(60);
      ageWorkers();
      assertThat(store.release("b").orElseThrow().state().assumedTokens()).isEqualTo(60);
      assertThat(store.find("b").orElseThrow().state().spentTokens()).isZero();
      assertThat(store.find("no such")).isEmpty();
      assertThat(store.release("no such")).isEmpty();
      assertThat(store.all()).containsOnlyKeys("b");
    }
    dead.settle(25, 3);
    assertThat(budget.state().spentTokens()).isEqualTo(28);
  }

  @Test
  void closingReleasesAllReservations() {
    Budget budget = open("b", 100, 1);
    reserve(budget, 30, 30).orElseThrow();
    budget.close();
    try (BudgetStore store = store()) {
      BudgetState state = store.find("b").orElseThrow().state();
      assertThat(state.reservedTokens()).isZero();
      assertThat(state.assumedTokens()).isEqualTo(60);
    }
  }

  @Test
  void aStoreOfTheFirstVersionIsUpgraded() {
    try (Database database = Ledger.firstVersion(url())) {
      database.run(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              statement.execute(
                  "INSERT INTO budget (name, max_tokens, max_picos, prompt_tokens,"
                      + " reserved_tokens) VALUES ('b', 100, 1000, 7, 40)");
              return statement.execute(
                  "INSERT INTO reservation (budget, tokens, picos, created, state) VALUES ('b',"
                      + " 40, 0, 1, 0)");
            }
          });
    }
    try (BudgetStore store = store()) {
      BudgetState state = store.find("b").orElseThrow().state();
      assertThat(state.promptTokens()).isEqualTo(7);
      assertThat(state.reservedTokens()).isZero();
      assertThat(state.assumedTokens()).isEqualTo(40);
    }
  }

  @Test
  void budgetsAreSeparateByNameAndTheLastOpenerSetsLimits() {
    Budget one = open("one", 10, 1);
    reserve(one, 5, 5).orElseThrow().assumeWorst();
    assertThat(reserve(open("two", 10, 1), 5, 5)).isPresent();
    assertThat(reserve(one, 1, 0)).isEmpty();
    open("one", 20, 1);
    reserve(one, 5, 5).orElseThrow().assumeWorst();
    open("one", 5, 1);
    assertThat(reserve(one, 0, 0)).isEmpty();
  }

  /** Workers with separate connections die at random; settled calls equal those of the server. */
  @Test
  void theLimitHoldsWhenWorkersDie() throws Exception {
    for (long seed = 0; seed < rounds(); seed++) {
      String name = "crash" + seed;
      long limit = 20_000;
      Budget watch = open(name, limit, .004);
      AtomicLong counted = new AtomicLong();
      AtomicLong served = new AtomicLong();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        SplittableRandom random = new SplittableRandom(seed * 10 + i);
        workers.add(
            threads.submit(
                () -> {
                  for (int life = 0; life < 3; life++) {
                    live(name, limit, random, served, counted);
                  }
                }));
      }
      for (Future<?> worker : workers) {
        while (!worker.isDone()) {
          assertHolds(watch.state());
        }
        worker.get();
      }
      threads.shutdown();
      BudgetState end = watch.state();
      assertHolds(end);
      assertThat(end.promptTokens() + end.completionTokens()).isEqualTo(counted.get());
      assertThat(served.get()).isLessThanOrEqualTo(end.spentTokens());
      try (BudgetStore store = store()) {
        store.find(name);
      }
      assertThat(watch.state().spentTokens()).isEqualTo(end.spentTokens());
      assertThat(watch.state().spentPicos()).isEqualTo(end.spentPicos());
      assertThat(watch.state().reservedTokens()).isZero();
      assertThat(watch.state().reservedPicos()).isZero();
    }
  }

  /** Process that spends until the budget is exhausted or it is killed. */
  public static final class Spender {

    public static void main(String[] args) {
      long most = Long.parseLong(args[1]);
      BudgetSettings settings = new BudgetSettings("b", most, 9_000, List.of());
      try (Budget budget = Budget.open(args[0], settings)) {
        Optional<Reservation> call = reserve(budget, 60, 40);
        for (; call.isPresent(); call = reserve(budget, 60, 40)) {
          System.out.println("reserved");
          call.get().settle(50, 30);
          System.out.println("settled");
        }
        System.out.println("empty");
      }
    }
  }

  /** Kills two processes at an arbitrary point of a call; no reported step is lost. */
  @Test
  void theLimitHoldsWhenProcessesAreKilled() throws Exception {
    Budget watch = open("b", 10_000_000, 9_000);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(spender(Long.toString(10_000_000)));
    }
    long reserved = 0;
    long settled = 0;
    List<BufferedReader> outputs = new ArrayList<>();
    for (Process process : processes) {
      outputs.add(
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }
    for (int i = 0; i < 40; i++) {
      for (BufferedReader output : outputs) {
        if (output.readLine().equals("settled")) {
          settled++;
        } else {
          reserved++;
        }
      }
    }
    for (Process process : processes) {
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
    for (BufferedReader output : outputs) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        settled += line.equals("settled") ? 1 : 0;
        reserved += line.equals("reserved") ? 1 : 0;
      }
    }
    BudgetState state = watch.state();
    // a process may be one step ahead of its last output line
    long calls = (state.promptTokens() + state.completionTokens()) / 80;
    assertThat(calls).isBetween(settled, settled + 2);
    assertThat(calls + state.reservations()).isBetween(reserved, reserved + 2);
    assertThat(state.reservedTokens()).isEqualTo(100 * state.reservations());
    assertThat(state.reservations()).isLessThanOrEqualTo(2);
  }

  private Process spender(String most) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Spender.class.getName(),
            url(),
            most)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Two processes spend the whole budget concurrently. */
  @Test
  void theLimitHoldsForProcessesThatShareIt() throws Exception {
    long most = 16_050;
    Budget watch = open("b", most, 9_000);
    List<Process> processes = List.of(spender("16050"), spender("16050"));
    while (processes.stream().anyMatch(Process::isAlive)) {
      BudgetState state = watch.state();
      assertHolds(state);
      assertThat(state.maxTokens()).isEqualTo(most);
    }
    long settled = 0;
    for (Process process : processes) {
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(said).endsWith("empty");
      settled += said.lines().filter("settled"::equals).count();
    }
    // 200 calls of 80 leave 50; the next one needs 100
    assertThat(settled).isEqualTo(200);
    BudgetState end = watch.state();
    assertThat(end.promptTokens() + end.completionTokens()).isEqualTo(80 * settled);
    assertThat(end.spentTokens()).isEqualTo(80 * settled);
    assertThat(end.reservations()).isZero();
  }

  abstract int rounds();

  private static void assertHolds(BudgetState state) {
    assertThat(state.spentTokens()).isBetween(0L, state.maxTokens());
    assertThat(state.spentPicos()).isBetween(0L, state.maxPicos());
    assertThat(state.reservedTokens()).isNotNegative();
  }

  /** Runs a worker until it dies during a call or the budget is exhausted. */
  private void live(
      String name, long limit, SplittableRandom random, AtomicLong served, AtomicLong counted) {
    try (Budget budget = Budget.open(url(), new BudgetSettings(name, limit, .004, List.of()))) {
      while (true) {
        int prompt = random.nextInt(300);
        int max = random.nextInt(300);
        Optional<Reservation> call = reserve(budget, prompt, max);
        if (call.isEmpty() || random.nextInt(12) == 0) {
          return;
        }
        int usedPrompt = random.nextInt(prompt + 1);
        int used = random.nextInt(max + 1);
        switch (random.nextInt(4)) {
          case 0 -> call.get().release();
          case 1 -> {
            served.addAndGet(usedPrompt + used);
            call.get().assumeWorst();
          }
          default -> {
            served.addAndGet(usedPrompt + used);
            if (random.nextInt(12) == 0) {
              // dies after the server answered, before it settles
              return;
            }
            call.get().settle(usedPrompt, used);
            counted.addAndGet(usedPrompt + used);
          }
        }
      }
    }
  }
}
