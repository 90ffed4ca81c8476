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
 * A forward pass of one batch: the scope of its tensors, the layout of its tokens, and auxiliary
 * losses of layers (for example the balance of experts). Tokens of all sequences are rows of one
 * matrix, sequence after sequence.
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
   * @param seed seed of random numbers in the pass, made from its batch, so that a resumed run
   *     draws the same numbers
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

  /** The same pass with another layout; losses and counters are shared. */
  public Pass with(Layout changed) {
    return new Pass(scope, changed, seed, losses, counters);
  }

  public long seed() {
    return seed;
  }

  /** Stores a counter for the metrics; the name begins with that of the layer. */
  public void count(String name, double value) {
    counters.put(name, value);
  }

  /** Counters of layers, by name. */
  public SortedMap<String, Double> counters() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counters));
  }

  public Scope scope() {
    return scope;
  }

  public Layout layout() {
    return layout;
  }

  /** Adds a weighted auxiliary loss, a scalar. */
  public void add(Tensor loss) {
    losses.add(loss);
  }

  /** Auxiliary losses in the order of their layers. */
  public List<Tensor> losses() {
    return Collections.unmodifiableList(losses);
  }

  /**
   * The layout of the tokens of a batch.
   *
   * @param runs number of tokens in each document; attention does not cross documents
   * @param cosines of rotary embedding, [tokens, 1, rotary dimensions / 2]
   * @param sines the same for sines
   * @param groups number of tokens of each modality; one group unless a tower reads several (LIMoE)
   */
  public record Layout(long[] runs, Tensor cosines, Tensor sines, long[] groups) {

    /** A layout with one modality. */
    public Layout(long[] runs, Tensor cosines, Tensor sines) {
      this(runs, cosines, sines, new long[] {Arrays.stream(runs).sum()});
    }

    /** A layout without rotary embedding. */
    public static Layout plain(long... runs) {
      return new Layout(runs, null, null);
    }

    /** A layout of {@code count} runs of equal length, without rotary embedding. */
    public static Layout even(int count, int length) {
      long[] runs = new long[count];
      Arrays.fill(runs, length);
      return plain(runs);
    }

    /** Lengths of the documents of consecutive sequences. */
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
