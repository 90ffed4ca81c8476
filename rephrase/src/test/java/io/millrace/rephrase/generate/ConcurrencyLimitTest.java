package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcurrencyLimitTest {

  private static final long MILLI = 1_000_000;

  /** Batching server in virtual time with as many requests as the limit allows. */
  private static final class Simulation {
    private record Request(long started, int tokens, int[] left) {}

    final int slots;
    final double fixedMillis;
    final double sequenceMillis;
    final int crowd;
    final SplittableRandom random;
    int shortest = 40;
    int longest = 199;
    int refusedFrom = Integer.MAX_VALUE;
    long now;
    long tokens;

    Simulation(int slots, double fixedMillis, double sequenceMillis, int crowd, long seed) {
      this.slots = slots;
      this.fixedMillis = fixedMillis;
      this.sequenceMillis = sequenceMillis;
      this.crowd = crowd;
      random = new SplittableRandom(seed);
    }

    private final List<Request> running = new ArrayList<>();
    private final Deque<Request> waiting = new ArrayDeque<>();

    /** Returns the tokens per second of a virtual time. */
    double run(ConcurrencyLimit limit, int fixed, double seconds) {
      long start = now;
      long before = tokens;
      while (now - start < seconds * 1e9) {
        while (limit == null ? running.size() + waiting.size() < fixed : limit.tryAcquire(now)) {
          if (running.size() + waiting.size() >= refusedFrom) {
            limit.overloaded(now, now + MILLI);
            break;
          }
          int length = shortest + random.nextInt(longest + 1 - shortest);
          waiting.add(new Request(now, length, new int[] {length}));
        }
        step(limit);
      }
      return (tokens - before) / ((now - start) / 1e9);
    }

    private void step(ConcurrencyLimit limit) {
      while (running.size() < slots && !waiting.isEmpty()) {
        running.add(waiting.poll());
      }
      double excess = Math.max(0, running.size() + waiting.size() - crowd) / (double) crowd;
      now += (long) ((fixedMillis + sequenceMillis * running.size()) * (1 + excess) * MILLI);
      for (Iterator<Request> each = running.iterator(); each.hasNext(); ) {
        Request request = each.next();
        if (--request.left()[0] == 0) {
          each.remove();
          tokens += request.tokens();
          if (limit != null) {
            limit.answered(request.started(), now, request.tokens());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "16, 20, .5, 32, 8",
    "64, 20, .3, 96, 8",
    "64, 20, .3, 96, 1",
    "8, 10, .2, 12, 64",
    "128, 25, .1, 160, 8",
    "1, 10, 1, 4, 8",
    "256, 30, 1, 300, 8"
  })
  void throughputIsCloseToThatOfTheBestFixedLimit(
      int slots, double fixedMillis, double sequenceMillis, int crowd, int start) {
    double best = 0;
    for (int fixed : new int[] {1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 320}) {
      Simulation server = new Simulation(slots, fixedMillis, sequenceMillis, crowd, 1);
      server.run(null, fixed, 60);
      best = Math.max(best, server.run(null, fixed, 120));
    }
    for (long seed = 2; seed < 6; seed++) {
      Simulation server = new Simulation(slots, fixedMillis, sequenceMillis, crowd, seed);
      ConcurrencyLimit limit = new ConcurrencyLimit(start, 1024, server.now);
      server.run(limit, 0, 900);
      double ours = server.run(limit, 0, 900);
      assertThat(ours / best).as("seed %d, at %d", seed, limit.limit()).isGreaterThan(.95);
    }
  }

  @Test
  void adaptsToAServerThatChanges() {
    Simulation server = new Simulation(64, 20, .3, 96, 7);
    ConcurrencyLimit limit = new ConcurrencyLimit(8, 1024, 0);
    server.run(limit, 0, 300);
    assertThat(limit.limit()).isBetween(32, 128);
    Simulation smaller = new Simulation(8, 20, .3, 12, 7);
    smaller.now = server.now;
    // requests of the old server are lost
    while (limit.inFlight() > 0) {
      limit.ignored(server.now);
    }
    smaller.run(limit, 0, 3000);
    assertThat(limit.limit()).isBetween(6, 16);
  }

  /** Server of bench/rephrase/throughput.sh, including the start. */
  @Test
  void theSearchCostsLittleThroughput() {
    double best = answersOfUpTo128(1).run(null, 32, 120);
    double sum = 0;
    for (long seed = 2; seed < 12; seed++) {
      Simulation server = answersOfUpTo128(seed);
      double ours = server.run(new ConcurrencyLimit(8, 256, 0), 0, 60);
      assertThat(ours / best).as("seed %d", seed).isGreaterThan(.94);
      sum += ours / best;
    }
    assertThat(sum / 10).isGreaterThan(.95);
  }

  private static Simulation answersOfUpTo128(long seed) {
    Simulation server = new Simulation(32, 8, .125, 48, seed);
    server.shortest = 20;
    server.longest = 128;
    return server;
  }

  /** The limit is close to that of the server without frequent refusals. */
  @ParameterizedTest
  @CsvSource({"32, 8, .125, 48, 40", "64, 20, .3, 96, 70"})
  void settlesNearTheLimitOfAServerThatRefuses(
      int slots, double fixedMillis, double sequenceMillis, int crowd, int refusedFrom) {
    double best =
        new Simulation(slots, fixedMillis, sequenceMillis, crowd, 1).run(null, slots, 240);
    for (long seed = 2; seed < 6; seed++) {
      Simulation server = new Simulation(slots, fixedMillis, sequenceMillis, crowd, seed);
      server.refusedFrom = refusedFrom;
      ConcurrencyLimit limit = new ConcurrencyLimit(8, 256, 0);
      server.run(limit, 0, 60);
      assertThat(server.run(limit, 0, 900) / best).as("seed %d", seed).isGreaterThan(.97);
    }
  }

  /** A queue makes such a server slow, so the limit must not start high. */
  @Test
  void doesNotRiseWhenRequestsOnlyQueue() {
    Simulation server = new Simulation(1, 10, 1, 4, 3);
    ConcurrencyLimit limit = new ConcurrencyLimit(8, 256, 0);
    int most = 0;
    while (server.now < 60e9) {
      server.run(limit, 0, .5);
      most = Math.max(most, limit.limit());
    }
    assertThat(most).isEqualTo(8);
    assertThat(limit.limit()).isLessThanOrEqualTo(4);
  }

  @Test
  void anOverloadHalvesTheLimitOnceForAllRequestsInFlight() {
    ConcurrencyLimit limit = new ConcurrencyLimit(32, 256, 0);
    for (int i = 0; i < 32; i++) {
      assertThat(limit.tryAcquire(1)).isTrue();
    }
    assertThat(limit.tryAcquire(1)).isFalse();
    for (int i = 0; i < 32; i++) {
      limit.overloaded(1, 10 + i);
    }
    assertThat(limit.limit()).isEqualTo(16);
    assertThat(limit.inFlight()).isZero();
    limit.tryAcquire(100);
    limit.overloaded(100, 101);
    assertThat(limit.limit()).isEqualTo(8);
    for (int i = 0; i < 10; i++) {
      limit.tryAcquire(200 + i);
      limit.overloaded(200 + i, 200 + i);
    }
    assertThat(limit.limit()).isEqualTo(1);
  }

  @Test
  void isUnchangedWithTooFewRequests() {
    ConcurrencyLimit limit = new ConcurrencyLimit(8, 256, 0);
    for (int i = 0; i < 1000; i++) {
      limit.tryAcquire(i * 10L);
      limit.answered(i * 10L, i * 10L + 10, 100);
    }
    assertThat(limit.limit()).isEqualTo(8);
  }
}
