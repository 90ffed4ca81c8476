package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One batch's way through a model: the scope that owns what is computed, how the tokens lie, and
 * the losses that layers add to the model's own (balance of experts, for example). Tokens of all
 * sequences are rows of one matrix, sequence after sequence.
 */
public final class Pass {

  private final Scope scope;
  private final Layout layout;
  private final List<Tensor> losses = new ArrayList<>();

  public Pass(Scope scope, Layout layout) {
    this.scope = scope;
    this.layout = layout;
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
   */
  public record Layout(long[] runs, Tensor cosines, Tensor sines) {

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
