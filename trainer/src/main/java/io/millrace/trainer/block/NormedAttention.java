package io.millrace.trainer.block;

import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.Tensor;

/**
 * ViT-22B's attention (Dehghani et al. 2023, section 2): layer normalisation of queries and keys in
 * each head, which limits the attention logits; queries, keys and values have no biases, the output
 * has one. Shape [tokens, width] in and out; tokens see their run, or its earlier tokens.
 */
public final class NormedAttention extends AbstractPart implements Layer {

  private final int heads;
  private final boolean causal;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;
  private final Gain queryNorm;
  private final Gain keyNorm;

  /**
   * With {@code query}, {@code key}, {@code value} and {@code output}, each with a weight [width,
   * width], {@code output.bias} [width], {@code query_norm.weight} and {@code key_norm.weight}
   * [width / heads].
   *
   * @param heads divides width
   * @param causal whether a token sees only itself and earlier tokens
   * @param deviation of the first weights, except those of {@code output}
   */
  public NormedAttention(
      Parameters parameters,
      int width,
      int heads,
      boolean causal,
      double epsilon,
      double deviation,
      double outputDeviation) {
    super(parameters);
    this.heads = heads;
    this.causal = causal;
    this.query = Linear.of(parameters.at("query"), width, width, deviation);
    this.key = Linear.of(parameters.at("key"), width, width, deviation);
    this.value = Linear.of(parameters.at("value"), width, width, deviation);
    this.output = Linear.biased(parameters.at("output"), width, width, outputDeviation);
    this.queryNorm = new Gain(parameters.at("query_norm"), width / heads, epsilon);
    this.keyNorm = new Gain(parameters.at("key_norm"), width / heads, epsilon);
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    long[] runs = pass.layout().runs();
    try (Tensor seen = attend(pass, x, x, runs, runs)) {
      return output.forward(pass, seen);
    }
  }

  /**
   * Cross-attention: queries from one tensor, keys and values from another.
   *
   * @param from [queries, width]
   * @param x [tokens, width]
   * @param queries rows of {@code from} in each run
   */
  public Tensor across(Pass pass, Tensor from, Tensor x, long[] queries) {
    try (Tensor seen = attend(pass, from, x, queries, pass.layout().runs())) {
      return output.forward(pass, seen);
    }
  }

  private Tensor attend(Pass pass, Tensor from, Tensor x, long[] queries, long[] runs) {
    try (Tensor q = query.forward(pass, from);
        Tensor k = key.forward(pass, x);
        Tensor v = value.forward(pass, x);
        Tensor qNormed = queryNorm.heads(pass, q);
        Tensor kNormed = keyNorm.heads(pass, k)) {
      return EncoderOps.attend(pass.scope(), qNormed, kNormed, v, heads, causal, queries, runs);
    }
  }
}
