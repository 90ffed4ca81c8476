package io.millrace.trainer.tensor;

/**
 * Functions on tensors for mixtures of experts; conventions are those of {@link Ops}. S are tokens,
 * E experts, D the width.
 */
public final class ExpertOps {

  private ExpertOps() {}

  /** Softmax over the last axis. */
  public static Tensor softmax(Scope scope, Tensor x) {
    return scope.differentiable("softmax", x);
  }

  /** Selects rows by index: x [S, D] and places [n] give [n, D]. */
  public static Tensor rows(Scope scope, Tensor x, Tensor places) {
    return scope.differentiable("rows", x, places);
  }

  /**
   * Sums the results of experts: row i of y [n, D] times gates[tokens i, experts i] is added to row
   * tokens i of the result [S, D]; gates [S, E].
   */
  public static Tensor weightedSum(
      Scope scope, Tensor y, Tensor gates, Tensor tokens, Tensor experts) {
    return scope.differentiable("weighted_sum", y, gates, tokens, experts);
  }

  /** Squared coefficient of variation of the experts' sums of gates [S, E]. */
  public static Tensor importanceLoss(Scope scope, Tensor gates) {
    return scope.differentiable("importance_loss", gates);
  }

  /**
   * Squared coefficient of variation of the experts' probabilities to be chosen with new noise
   * (Riquelme et al. 2021, appendix A): logits and noisy logits [S, E].
   *
   * @param chosen experts per token
   * @param deviation standard deviation of the noise
   */
  public static Tensor loadLoss(
      Scope scope, Tensor logits, Tensor noisy, int chosen, double deviation) {
    return scope.differentiable("load_loss", logits, noisy, (long) chosen, deviation);
  }

  /** Mean over tokens of the entropy of a token's gates [S, E], in nats. */
  public static Tensor localEntropy(Scope scope, Tensor gates) {
    return scope.differentiable("local_entropy", gates);
  }

  /** How far the entropy (nats) of the mean gates is below {@code least}; at least 0. */
  public static Tensor globalEntropy(Scope scope, Tensor gates, double least) {
    return scope.differentiable("global_entropy", gates, least);
  }

  /** Soft MoE's logits: x [S, D], slots [D, n] and scale, one number, give [S, n]. */
  public static Tensor softLogits(Scope scope, Tensor x, Tensor slots, Tensor scale) {
    return scope.differentiable("soft_logits", x, slots, scale);
  }

  /**
   * Slots as means of the tokens of their run, weighted by a softmax over the tokens: x [S, D],
   * logits [S, n] give [n * runs, D], slot by slot.
   */
  public static Tensor softDispatch(Scope scope, Tensor x, Tensor logits, long[] runs) {
    return scope.differentiable("soft_dispatch", x, logits, runs);
  }

  /**
   * Tokens as means of slots by a softmax over slots: y [n * runs, D], logits [S, n] give [S, D].
   */
  public static Tensor softCombine(Scope scope, Tensor y, Tensor logits, long[] runs) {
    return scope.differentiable("soft_combine", y, logits, runs);
  }

  /** Softmax(Q X^T) X in each run: x [S, D] and queries [m, D] give [m * runs, D]. */
  public static Tensor mergePatches(Scope scope, Tensor x, Tensor queries, long[] runs) {
    return scope.differentiable("merge_patches", x, queries, runs);
  }
}
