package io.millrace.trainer.vision;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Gain;
import io.millrace.trainer.block.GeluMlp;
import io.millrace.trainer.block.NormedAttention;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.Arrays;

/**
 * The MAP head (Zhai et al. 2022, section 3.2): a learned vector attends to the tokens of each run,
 * then y + MLP(norm y). [tokens, width] gives [runs, width].
 */
public final class AttentionPool extends AbstractPart {

  private final Tensor probe;
  private final NormedAttention attention;
  private final Gain norm;
  private final GeluMlp mlp;

  /** With {@code probe} [1, width], {@code attention.*}, {@code norm.weight} and {@code mlp.*}. */
  public AttentionPool(Parameters parameters, TowerSettings settings) {
    super(parameters);
    int width = settings.width();
    double epsilon = settings.normEpsilon();
    double deviation = settings.deviation();
    this.probe = parameters.normal("probe", 1 / Math.sqrt(width), 1, width);
    this.attention =
        new NormedAttention(
            parameters.at("attention"),
            width,
            settings.heads(),
            false,
            epsilon,
            deviation,
            deviation);
    this.norm = new Gain(parameters.at("norm"), width, epsilon);
    this.mlp = new GeluMlp(parameters.at("mlp"), width, settings.hidden(), deviation, deviation);
  }

  /**
   * @param x stays owned by the caller
   */
  public Tensor forward(Pass pass, Tensor x) {
    Scope scope = pass.scope();
    long[] one = new long[pass.layout().runs().length];
    Arrays.fill(one, 1);
    try (Tensor probes = EncoderOps.repeat(scope, probe, one.length);
        Tensor seen = attention.across(pass, probes, x, one);
        Tensor normed = norm.forward(pass, seen);
        Tensor change = mlp.forward(pass, normed)) {
      return Ops.add(scope, seen, change);
    }
  }
}
