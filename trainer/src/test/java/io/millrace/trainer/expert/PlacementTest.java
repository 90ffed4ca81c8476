package io.millrace.trainer.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementTest {

  /** Three tokens that all prefer expert 0; the last one most. */
  private static final double[] CROWDED = {.5, .3, .2, .6, .1, .3, .9, .08, .02};

  @Test
  void placesTokenByToken() {
    Placement placed = Placement.byTokens(CROWDED, 3, 2, 1, Placement.Order.TOKEN);
    // token 0 takes experts 0 and 1; token 1 finds 0 full and takes 2; token 2 finds 0 and 1 full
    assertThat(placed.tokens()).containsExactly(0, 0, 1);
    assertThat(placed.experts()).containsExactly(0, 1, 2);
    assertThat(placed.dropped()).isEqualTo(1.0 / 3, within(1e-12));
    assertThat(placed.load()).containsExactly(new double[] {.5, 1.0 / 3, 1.0 / 6}, within(1e-12));
  }

  @Test
  void placesFirstChoicesBeforeSecondOnes() {
    double[] gates = {.6, .4, .6, .4, .3, .7};
    // first choices 0, 0, 1 with capacity 1: the second choice of token 0 gets no slot
    Placement placed = Placement.byTokens(gates, 2, 2, 1, Placement.Order.CHOICE);
    assertThat(placed.tokens()).containsExactly(0, 2);
    assertThat(placed.experts()).containsExactly(0, 1);
    // token by token it would not
    Placement inTurn = Placement.byTokens(gates, 2, 2, 1, Placement.Order.TOKEN);
    assertThat(inTurn.tokens()).containsExactly(0, 0);
  }

  @Test
  void placesLargestGatesFirst() {
    Placement placed = Placement.byTokens(CROWDED, 3, 2, 1, Placement.Order.PRIORITY);
    // 2 (.9) takes expert 0; second choices: 2 takes 1, then 1 (.6) takes 2, 0 gets nothing
    assertThat(placed.tokens()).containsExactly(2, 2, 1);
    assertThat(placed.experts()).containsExactly(0, 1, 2);
  }

  @Test
  void expertsTakeTheirBest() {
    Placement placed = Placement.byExperts(CROWDED, 3, 2);
    assertThat(placed.tokens()).containsExactly(2, 1, 0, 1, 1, 0);
    assertThat(placed.experts()).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(placed.dropped()).isZero();
  }

  @Test
  void equalGatesGoToLowerNumbers() {
    double[] equal = new double[12];
    Arrays.fill(equal, .25);
    Placement placed = Placement.byTokens(equal, 4, 1, 2, Placement.Order.PRIORITY);
    assertThat(placed.tokens()).containsExactly(0, 1);
    assertThat(placed.experts()).containsExactly(0, 0);
    assertThat(Placement.byExperts(equal, 4, 1).tokens()).containsExactly(0, 0, 0, 0);
  }

  @Property(tries = 300)
  void expertsKeepTheirCapacityAndTakeATokenOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int tokens,
      @ForAll @IntRange(min = 1, max = 8) int experts,
      @ForAll @IntRange(min = 1, max = 8) int chosen,
      @ForAll @IntRange(min = 1, max = 12) int capacity,
      @ForAll Placement.Order order) {
    int each = Math.min(chosen, experts);
    Placement placed =
        Placement.byTokens(gates(seed, tokens, experts), experts, each, capacity, order);
    assertThat(Arrays.stream(placed.counts()).max().orElse(0)).isLessThanOrEqualTo(capacity);
    assertThat(Arrays.stream(placed.counts()).sum()).isLessThanOrEqualTo((long) tokens * each);
    TreeSet<Long> seen = new TreeSet<>();
    for (int i = 0; i < placed.tokens().length; i++) {
      assertThat(seen.add((long) placed.experts()[i] * tokens + placed.tokens()[i])).isTrue();
    }
    assertThat(Arrays.stream(placed.load()).sum()).isEqualTo(1, within(1e-9));
    if ((long) capacity >= tokens) {
      assertThat(placed.tokens()).hasSize(tokens * each);
      assertThat(placed.dropped()).isZero();
    }
  }

  @Property(tries = 300)
  void withPriorityTheDroppedHaveTheSmallestGates(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int tokens,
      @ForAll @IntRange(min = 1, max = 6) int experts,
      @ForAll @IntRange(min = 1, max = 8) int capacity) {
    double[] gates = gates(seed, tokens, experts);
    Placement placed = Placement.byTokens(gates, experts, 1, capacity, Placement.Order.PRIORITY);
    boolean[] kept = new boolean[tokens];
    for (int token : placed.tokens()) {
      kept[token] = true;
    }
    for (int a = 0; a < tokens; a++) {
      for (int b = 0; b < tokens; b++) {
        if (kept[a] && !kept[b] && best(gates, experts, a) == best(gates, experts, b)) {
          assertThat(gates[b * experts + best(gates, experts, b)])
              .isLessThanOrEqualTo(gates[a * experts + best(gates, experts, a)]);
        }
      }
    }
  }

  @Property(tries = 200)
  void priorityAndExpertsDoNotDependOnTheOrderOfTokens(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int tokens,
      @ForAll @IntRange(min = 1, max = 6) int experts,
      @ForAll @IntRange(min = 1, max = 8) int capacity) {
    double[] gates = gates(seed, tokens, experts);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < tokens; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    double[] moved = new double[gates.length];
    for (int i = 0; i < tokens; i++) {
      System.arraycopy(gates, order.get(i) * experts, moved, i * experts, experts);
    }
    int chosen = Math.min(2, experts);
    Placement.Order priority = Placement.Order.PRIORITY;
    assertThat(pairs(Placement.byTokens(moved, experts, chosen, capacity, priority), order))
        .isEqualTo(pairs(Placement.byTokens(gates, experts, chosen, capacity, priority), null));
    assertThat(pairs(Placement.byExperts(moved, experts, capacity), order))
        .isEqualTo(pairs(Placement.byExperts(gates, experts, capacity), null));
  }

  @Property(tries = 200)
  void tokenOrderDoesNotDependOnLaterTokens(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 30) int tokens,
      @ForAll @IntRange(min = 1, max = 6) int experts,
      @ForAll @IntRange(min = 1, max = 8) int capacity) {
    double[] gates = gates(seed, tokens, experts);
    int cut = tokens / 2;
    double[] other = gates(~seed, tokens, experts);
    System.arraycopy(gates, 0, other, 0, cut * experts);
    int chosen = Math.min(2, experts);
    Placement.Order order = Placement.Order.TOKEN;
    assertThat(before(cut, Placement.byTokens(gates, experts, chosen, capacity, order)))
        .isEqualTo(before(cut, Placement.byTokens(other, experts, chosen, capacity, order)));
  }

  private static TreeSet<Integer> before(int cut, Placement placed) {
    TreeSet<Integer> pairs = new TreeSet<>();
    for (int i = 0; i < placed.tokens().length; i++) {
      if (placed.tokens()[i] < cut) {
        pairs.add(placed.experts()[i] * 1000 + placed.tokens()[i]);
      }
    }
    return pairs;
  }

  private static TreeSet<Integer> pairs(Placement placed, List<Integer> names) {
    TreeSet<Integer> pairs = new TreeSet<>();
    for (int i = 0; i < placed.tokens().length; i++) {
      int token = placed.tokens()[i];
      pairs.add(placed.experts()[i] * 1000 + (names == null ? token : names.get(token)));
    }
    return pairs;
  }

  private static int best(double[] gates, int experts, int token) {
    int best = 0;
    for (int i = 1; i < experts; i++) {
      best = gates[token * experts + i] > gates[token * experts + best] ? i : best;
    }
    return best;
  }

  private static double[] gates(long seed, int tokens, int experts) {
    return new Random(seed).doubles((long) tokens * experts).toArray();
  }
}
