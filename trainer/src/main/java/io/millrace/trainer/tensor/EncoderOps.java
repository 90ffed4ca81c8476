package io.millrace.trainer.tensor;

import java.util.List;

/** Functions on tensors for encoders of images and texts; conventions are those of {@link Ops}. */
public final class EncoderOps {

  private EncoderOps() {}

  /** x times the normal distribution function of x (Hendrycks and Gimpel 2016), exact. */
  public static Tensor gelu(Scope scope, Tensor x) {
    return scope.differentiable("gelu", x);
  }

  public static Tensor exp(Scope scope, Tensor x) {
    return scope.differentiable("exponential", x);
  }

  /** Layer normalisation over the last axis with a gain and no bias: weight [last axis]. */
  public static Tensor layerGain(Scope scope, Tensor x, Tensor weight, double epsilon) {
    return scope.differentiable("layer_gain", x, weight, epsilon);
  }

  /** The same inside each head: x [tokens, heads * width], weight [width]. */
  public static Tensor headGain(Scope scope, Tensor x, Tensor weight, double epsilon) {
    return scope.differentiable("head_gain", x, weight, epsilon);
  }

  /**
   * Softmax attention without positions inside each run: q [queries, heads * width], k and v
   * [tokens, heads * width] give the shape of q.
   *
   * @param causal whether a token sees only itself and earlier tokens of its run
   * @param queries rows of q in each run
   * @param runs rows of k and v in each run
   */
  public static Tensor attend(
      Scope scope,
      Tensor q,
      Tensor k,
      Tensor v,
      int heads,
      boolean causal,
      long[] queries,
      long[] runs) {
    return scope.differentiable("attend_plain", q, k, v, (long) heads, causal, queries, runs);
  }

  /** Repeats the rows of x: [rows, width] gives [times * rows, width]. */
  public static Tensor repeat(Scope scope, Tensor x, int times) {
    return scope.differentiable("repeated", x, (long) times);
  }

  /** {@code count} rows from {@code start} on. */
  public static Tensor part(Scope scope, Tensor x, long start, long count) {
    return scope.differentiable("part", x, start, count);
  }

  /** Concatenates the rows of all parts. */
  public static Tensor join(Scope scope, List<Tensor> parts) {
    return scope.differentiable("joined", parts);
  }

  /** Mean of the rows of each run: [tokens, width] gives [runs, width]. */
  public static Tensor runMeans(Scope scope, Tensor x, long[] runs) {
    return scope.differentiable("run_mean", x, runs);
  }

  /**
   * Splits images into squares: x [images, channels, side, side] gives [images * patches, channels
   * * size * size], patches row by row. It has no gradient.
   */
  public static Tensor patches(Scope scope, Tensor x, int size) {
    return scope.call("patches", x, (long) size);
  }

  /** Rows divided by their Euclidean norm. */
  public static Tensor unit(Scope scope, Tensor x) {
    return scope.differentiable("unit", x);
  }

  /**
   * Sigmoid loss of pairs (Zhai et al. 2023, algorithm 1): a binary classification of every image
   * with every text. images and texts are [pairs, width] with rows of norm 1.
   *
   * @param temperature logarithm of the factor of the cosines
   * @param bias added to the scaled cosines
   */
  public static Tensor sigmoidLoss(
      Scope scope, Tensor images, Tensor texts, Tensor temperature, Tensor bias) {
    return scope.differentiable("sigmoid_loss", images, texts, temperature, bias);
  }

  /**
   * Symmetric InfoNCE (Radford et al. 2021): mean of the cross entropies of the texts given an
   * image and of the images given a text. Shapes as in {@link #sigmoidLoss}.
   */
  public static Tensor softmaxLoss(Scope scope, Tensor images, Tensor texts, Tensor temperature) {
    return scope.differentiable("softmax_loss", images, texts, temperature);
  }
}
