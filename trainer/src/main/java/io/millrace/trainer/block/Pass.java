package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One batch's way through a model: the scope that owns what is computed, how the tokens lie, and
 * the losses that layers add to the model's own (balance of experts, for example). Tokens of all
 * sequences are rows of one matrix, sequence after sequence.
 */
public final class Pass {

  private final Scope scope;
  private final Layout layout;
  private final long seed;
  private final List<Tensor> losses;
  private final Map<String, Double> counters;

  public Pass(Scope scope, Layout layout) {
    this(scope, layout, 0);
  }

  /**
   * @param seed of the pass's own randomness, made from its batch, so that a run that is resumed
   *     draws the same
   */
  public Pass(Scope scope, Layout layout, long seed) {
    this(scope, layout, seed, new ArrayList<>(), new TreeMap<>());
  }

  private Pass(
      Scope scope, Layout layout, long seed, List<Tensor> losses, Map<String, Double> counters) {
    this.scope = scope;
    this.layout = layout;
    this.seed = seed;
    this.losses = losses;
    this.counters = counters;
  }

  /** The same pass where the tokens lie otherwise; losses and counters are shared. */
  public Pass with(Layout changed) {
    return new Pass(scope, changed, seed, losses, counters);
  }

  /** Seed of what is drawn at random. */
  public long seed() {
    return seed;
  }

  /** Notes a number for people to see, under the name of the layer and what it counts. */
  public void count(String name, double value) {
    counters.put(name, value);
  }

  /** What layers noted, by name. */
  public SortedMap<String, Double> counters() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counters));
  }

  public Scope scope() {
    return scope;
  }

  public Layout layout() {
    return layout;
  }

  /** Adds a loss, a single number that is already weighted. */
  public void add(Tensor loss) {
    losses.add(loss);
  }

  /** The losses that layers added, in order. */
  public List<Tensor> losses() {
    return Collections.unmodifiableList(losses);
  }

  /**
   * How the tokens of a batch lie.
   *
   * @param runs tokens in each document, one document after the other; attention stays inside one
   * @param cosines of rotary embedding, [tokens, 1, rotary dimensions / 2]
   * @param sines likewise
   * @param groups tokens of each modality, one after the other; one group unless a tower reads
   *     several (LIMoE)
   */
  public record Layout(long[] runs, Tensor cosines, Tensor sines, long[] groups) {

    /** Tokens of one kind. */
    public Layout(long[] runs, Tensor cosines, Tensor sines) {
      this(runs, cosines, sines, new long[] {Arrays.stream(runs).sum()});
    }

    /** Without rotary embedding: the tokens know their places from elsewhere. */
    public static Layout plain(long... runs) {
      return new Layout(runs, null, null);
    }

    /** So many runs of equal length, without rotary embedding. */
    public static Layout even(int count, int length) {
      long[] runs = new long[count];
      Arrays.fill(runs, length);
      return plain(runs);
    }

    /** Lengths of the documents of sequences that lie one after the other. */
    public static long[] runs(int[] documents, int length) {
      long[] runs = new long[documents.length];
      int count = 0;
      for (int i = 0; i < documents.length; i++) {
        boolean begins = i % length == 0 || documents[i] != documents[i - 1];
        count += begins ? 1 : 0;
        runs[count - 1]++;
      }
      return Arrays.copyOf(runs, count);
    }
  }
}
