package io.millrace.trainer.tensor;

import java.util.List;

/**
 * Functions on tensors. The first argument is the scope that owns the result; in a training scope
 * the result keeps what its gradient needs. Comments give shapes as [rows, columns]; a wrong shape
 * is a {@link TorchException}.
 */
public final class Ops {

  private static final long LOGITS_AT_A_TIME = 1L << 21;

  private Ops() {}

  /** A copy that can have gradients. */
  public static Tensor parameter(Scope scope, Tensor x) {
    return scope.call("parameter", x);
  }

  /** Copies the numbers of x into a tensor of the same shape. */
  public static void assign(Scope scope, Tensor to, Tensor x) {
    scope.call("assign", to, x).close();
  }

  /** Zeros of the shape and type of x. */
  public static Tensor zerosLike(Scope scope, Tensor x) {
    return scope.call("zeros_like", x);
  }

  public static Tensor add(Scope scope, Tensor x, Tensor y) {
    return scope.differentiable("add", x, y);
  }

  public static Tensor scale(Scope scope, Tensor x, double factor) {
    return scope.differentiable("scale", x, factor);
  }

  /** Sum of the products of all elements of x and y. */
  public static Tensor dot(Scope scope, Tensor x, Tensor y) {
    return scope.differentiable("dot", x, y);
  }

  /** The same numbers in row-major order with other axes. */
  public static Tensor reshape(Scope scope, Tensor x, long... shape) {
    return scope.differentiable("reshape", x, shape);
  }

  /** Rows of a table: weight [vocabulary, width] and ids [tokens] give [tokens, width]. */
  public static Tensor embedding(Scope scope, Tensor weight, Tensor ids) {
    return scope.differentiable("embedding", weight, ids);
  }

  /** x W^T: x [.., in] and weight [out, in] give [.., out]. */
  public static Tensor linear(Scope scope, Tensor x, Tensor weight) {
    return scope.differentiable("linear", x, weight);
  }

  /** x W^T + b: x [.., in], weight [out, in] and bias [out] give [.., out]. */
  public static Tensor linear(Scope scope, Tensor x, Tensor weight, Tensor bias) {
    return scope.differentiable("linear_bias", x, weight, bias);
  }

  /** Layer normalisation over the last axis, then weight and bias (Ba et al. 2016). */
  public static Tensor layerNorm(
      Scope scope, Tensor x, Tensor weight, Tensor bias, double epsilon) {
    return scope.differentiable("layer_norm", x, weight, bias, epsilon);
  }

  /** SiLU(x G^T) times x U^T (Shazeer 2020): gate and up are [hidden, width]. */
  public static Tensor swiglu(Scope scope, Tensor x, Tensor gate, Tensor up) {
    return scope.differentiable("swiglu", x, gate, up);
  }

  /**
   * Cosines and sines of rotary embedding (Su et al. 2021), each [tokens, 1, dimensions / 2].
   *
   * @param positions position of each token, [tokens]
   * @param like has the number type of the result
   */
  public static List<Tensor> rotaryAngles(
      Scope scope, Tensor positions, int dimensions, double base, Tensor like) {
    return scope.callForList("rotary_angles", positions, (long) dimensions, base, like);
  }

  /**
   * Rotates the first dimensions of each head: dimension i pairs with i + half, as in Hugging
   * Face's models; the others stay. x [tokens, heads, width].
   */
  public static Tensor rotary(Scope scope, Tensor x, Tensor cosines, Tensor sines) {
    return scope.differentiable("rotary", x, cosines, sines);
  }

  /**
   * Causal softmax attention inside each run of tokens, with rotary embedding: q, k and v [tokens,
   * heads * width] give the same shape. Runs are consecutive documents.
   *
   * @param runs tokens in each run; their sum is the number of tokens
   */
  public static Tensor attend(
      Scope scope,
      Tensor q,
      Tensor k,
      Tensor v,
      int heads,
      Tensor cosines,
      Tensor sines,
      long[] runs) {
    return scope.differentiable("attend", q, k, v, (long) heads, cosines, sines, runs);
  }

  /**
   * Sum of -log p(target) of an output layer, without its gradient: hidden [tokens, width] and
   * weight [vocabulary, width]. The logits are computed in parts.
   */
  public static Tensor outputLoss(Scope scope, Tensor hidden, Tensor weight, Tensor targets) {
    return scope.call("output_loss", hidden, weight, targets, rows(weight));
  }

  /** -log p(target) of an output layer for each token, 0 where the target is -100: [tokens]. */
  public static Tensor outputLosses(Scope scope, Tensor hidden, Tensor weight, Tensor targets) {
    return scope.call("output_losses", hidden, weight, targets, rows(weight));
  }

  /**
   * The loss of {@link #outputLoss} (float64), and the gradients of that loss times a factor with
   * respect to hidden and to weight. Computed by hand, some rows at a time: the logits of a batch
   * are larger than all other tensors together, and PyTorch would keep four arrays of their size.
   */
  public static List<Tensor> outputLearn(
      Scope scope, Tensor hidden, Tensor weight, Tensor targets, double factor) {
    return scope.callForList("output_learn", hidden, weight, targets, factor, rows(weight));
  }

  /** Rows of logits at a time, so that they stay in the processor's cache. */
  private static long rows(Tensor weight) {
    return Math.max(32, LOGITS_AT_A_TIME / weight.size(0));
  }

  /** Gradients of a scalar with respect to parameters; zeros where it does not depend on them. */
  public static List<Tensor> gradients(Scope scope, Tensor loss, List<Tensor> parameters) {
    return gradients(scope, List.of(loss), List.of(onesLike(scope, loss)), parameters);
  }

  /**
   * Backpropagates known gradients of outputs to parameters; zeros where no output depends on a
   * parameter.
   *
   * @param slopes gradients with respect to the outputs, one for each
   */
  public static List<Tensor> gradients(
      Scope scope, List<Tensor> outputs, List<Tensor> slopes, List<Tensor> parameters) {
    return scope.callForList("gradients", outputs, slopes, parameters);
  }

  /** Ones of the shape and type of x. */
  public static Tensor onesLike(Scope scope, Tensor x) {
    return scope.call("ones_like", x);
  }

  /** Adds to each total, in place. */
  public static void accumulate(Scope scope, List<Tensor> totals, List<Tensor> more) {
    scope.call("accumulate", totals, more).close();
  }

  /** Sets all numbers to 0, in place. */
  public static void clear(Scope scope, List<Tensor> tensors) {
    scope.call("clear", tensors).close();
  }

  /** Euclidean norm over all numbers of all tensors. */
  public static Tensor norm(Scope scope, List<Tensor> tensors) {
    return scope.call("norm", tensors);
  }

  /**
   * A step of AdamW (Loshchilov and Hutter 2019), fused, in place; gradients are divided first.
   *
   * @param means running means of gradients, changed in place
   * @param squares running means of squared gradients, changed in place
   * @param step number of this step, from 1
   * @param divisor divisor of the gradients, in place
   */
  public static void adamW(
      Scope scope,
      List<Tensor> parameters,
      List<Tensor> gradients,
      List<Tensor> means,
      List<Tensor> squares,
      long step,
      double rate,
      double beta1,
      double beta2,
      double decay,
      double epsilon,
      double divisor) {
    scope
        .call(
            "adamw",
            parameters,
            gradients,
            means,
            squares,
            step,
            rate,
            beta1,
            beta2,
            decay,
            epsilon,
            divisor)
        .close();
  }
}
