package io.millrace.trainer.expert;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * The tokens in the slots of each expert: the dispatch tensor [S, E, C] as lists. Slots of one
 * expert are consecutive; empty slots are left out. Among equal gates the lower expert, then the
 * lower token wins, so a placement depends only on the gates.
 */
public final class Placement {

  /** The order in which choices get slots. */
  public enum Order {
    /**
     * Token by token, each with all its choices: no token depends on a later one, as a causal model
     * needs.
     */
    TOKEN,
    /** All first choices before second ones (Riquelme et al. 2021, algorithm 1). */
    CHOICE,
    /**
     * Like {@link #CHOICE}, but tokens with the largest gates first: Batch Prioritised Routing
     * (Riquelme et al. 2021, algorithm 2).
     */
    PRIORITY
  }

  private final int tokenCount;
  private final int capacity;
  private final int[] tokens;
  private final int[] experts;
  private final long[] counts;
  private final long[] demand;

  private Placement(int tokenCount, int capacity, int[][] slots, int[] filled, long[] demand) {
    int all = Arrays.stream(filled).sum();
    this.tokenCount = tokenCount;
    this.capacity = capacity;
    this.tokens = new int[all];
    this.experts = new int[all];
    this.counts = Arrays.stream(filled).asLongStream().toArray();
    this.demand = demand;
    int place = 0;
    for (int expert = 0; expert < filled.length; expert++) {
      System.arraycopy(slots[expert], 0, tokens, place, filled[expert]);
      Arrays.fill(experts, place, place + filled[expert], expert);
      place += filled[expert];
    }
  }

  /**
   * Each token takes slots of its best experts.
   *
   * @param gates [tokens, experts], row by row
   * @param chosen experts per token
   * @param capacity slots of an expert
   */
  public static Placement byTokens(
      double[] gates, int experts, int chosen, int capacity, Order order) {
    int tokens = gates.length / experts;
    int[] choices = new int[tokens * chosen];
    long[] demand = new long[experts];
    for (int token = 0; token < tokens; token++) {
      choose(gates, token * experts, experts, choices, token * chosen, chosen);
    }
    for (int choice : choices) {
      demand[choice]++;
    }
    int[] queue = queue(gates, experts, choices, chosen, order);
    int room = Math.min(capacity, tokens);
    int[][] slots = new int[experts][room];
    int[] filled = new int[experts];
    for (int outer = 0; outer < (order == Order.TOKEN ? 1 : chosen); outer++) {
      for (int token : queue) {
        for (int k = 0; k < chosen; k++) {
          int expert = choices[token * chosen + k];
          if ((order == Order.TOKEN || k == outer) && filled[expert] < room) {
            slots[expert][filled[expert]++] = token;
          }
        }
      }
    }
    return new Placement(tokens, capacity, slots, filled, demand);
  }

  /** The best experts of a token, best first. */
  private static void choose(
      double[] gates, int row, int experts, int[] choices, int start, int chosen) {
    for (int k = 0; k < chosen; k++) {
      int best = -1;
      for (int expert = 0; expert < experts; expert++) {
        if (best < 0 || gates[row + expert] > gates[row + best]) {
          best = taken(choices, start, k, expert) ? best : expert;
        }
      }
      choices[start + k] = best;
    }
  }

  private static boolean taken(int[] choices, int start, int count, int expert) {
    for (int k = 0; k < count; k++) {
      if (choices[start + k] == expert) {
        return true;
      }
    }
    return false;
  }

  private static int[] queue(double[] gates, int experts, int[] choices, int chosen, Order order) {
    int[] queue = new int[gates.length / experts];
    double[] largest = new double[queue.length];
    for (int token = 0; token < queue.length; token++) {
      queue[token] = token;
      largest[token] = gates[token * experts + choices[token * chosen]];
    }
    if (order == Order.PRIORITY) {
      // a stable sort: equal gates stay in the order of their tokens
      IntArrays.mergeSort(queue, (a, b) -> Double.compare(largest[b], largest[a]));
    }
    return queue;
  }

  /**
   * Each expert takes its best tokens (Zhou et al. 2022).
   *
   * @param gates [tokens, experts], row by row
   * @param capacity tokens per expert
   */
  public static Placement byExperts(double[] gates, int experts, int capacity) {
    int tokens = gates.length / experts;
    int room = Math.min(capacity, tokens);
    int[][] slots = new int[experts][];
    int[] filled = new int[experts];
    long[] demand = new long[experts];
    int[] queue = new int[tokens];
    for (int e = 0; e < experts; e++) {
      int expert = e;
      Arrays.setAll(queue, i -> i);
      IntArrays.mergeSort(
          queue,
          (a, b) -> Double.compare(gates[b * experts + expert], gates[a * experts + expert]));
      slots[e] = Arrays.copyOf(queue, room);
      filled[e] = room;
      demand[e] = room;
    }
    return new Placement(tokens, capacity, slots, filled, demand);
  }

  /** Slots of an expert. */
  public int capacity() {
    return capacity;
  }

  /** Token of each filled slot. */
  public int[] tokens() {
    return tokens.clone();
  }

  /** Expert of each filled slot, ascending. */
  public int[] experts() {
    return experts.clone();
  }

  /** Filled slots of each expert. */
  public long[] counts() {
    return counts.clone();
  }

  /** Share of the tokens without an expert; they pass through the residual only. */
  public double dropped() {
    boolean[] seen = new boolean[tokenCount];
    int placed = 0;
    for (int token : tokens) {
      placed += seen[token] ? 0 : 1;
      seen[token] = true;
    }
    return (double) (tokenCount - placed) / tokenCount;
  }

  /** Share of all choices for each expert, before capacity limits; the sum is 1. */
  public double[] load() {
    double all = Arrays.stream(demand).sum();
    return Arrays.stream(demand).mapToDouble(each -> each / all).toArray();
  }
}
