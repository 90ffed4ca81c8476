package io.millrace.trainer.vision;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Gain;
import io.millrace.trainer.block.GeluMlp;
import io.millrace.trainer.block.Layer;
import io.millrace.trainer.block.NormedAttention;
import io.millrace.trainer.block.ParallelBlock;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.expert.EntropyRule;
import io.millrace.trainer.expert.Mixture;
import io.millrace.trainer.expert.PatchMerger;
import io.millrace.trainer.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stack of ViT-22B's blocks (Dehghani et al. 2023, section 2), then layer normalisation. Shape
 * [tokens, width] in and out, with fewer tokens if patches are merged.
 */
public final class Tower extends AbstractPart {

  private final List<Layer> blocks = new ArrayList<>();
  private final Optional<PatchMerger> merger;
  private final int mergeAfter;
  private final Gain norm;

  /**
   * The result.
   *
   * @param pass the pass with the layout of the result
   * @param tokens [tokens, width]
   */
  public record Hidden(Pass pass, Tensor tokens) {}

  /**
   * When patches are merged.
   *
   * @param after number of blocks before the merge
   * @param patches patches per image after the merge
   */
  public record Merge(int after, int patches) {}

  /**
   * With {@code blocks.N.*} and {@code norm.weight}; {@code merger.*} if patches are merged. A
   * block has {@code norm.weight}, {@code attention.*} and {@code mlp.*}.
   *
   * @param causal whether a token sees only itself and earlier tokens
   * @param entropies losses of each modality if several share the tower, else none
   */
  public Tower(
      Parameters parameters,
      TowerSettings settings,
      boolean causal,
      List<EntropyRule> entropies,
      Optional<Merge> merge) {
    super(parameters);
    if (causal) {
      settings.experts().checkCausal();
    }
    for (int i = 0; i < settings.layers(); i++) {
      Parameters own = parameters.at("blocks").at(Integer.toString(i));
      blocks.add(block(own, settings, causal, entropies, i));
    }
    this.merger =
        merge.map(
            given ->
                new PatchMerger(
                    parameters.at("merger"),
                    settings.width(),
                    given.patches(),
                    settings.normEpsilon()));
    this.mergeAfter = merge.map(Merge::after).orElse(-1);
    this.norm = new Gain(parameters.at("norm"), settings.width(), settings.normEpsilon());
  }

  private static Layer block(
      Parameters parameters,
      TowerSettings settings,
      boolean causal,
      List<EntropyRule> entropies,
      int number) {
    int width = settings.width();
    double epsilon = settings.normEpsilon();
    double deviation = settings.deviation();
    double output = deviation / Math.sqrt(2.0 * settings.layers());
    NormedAttention attention =
        new NormedAttention(
            parameters.at("attention"),
            width,
            settings.heads(),
            causal,
            epsilon,
            deviation,
            output);
    Parameters feed = parameters.at("mlp");
    Layer mlp =
        settings.experts().at(number)
            ? new Mixture(
                feed,
                width,
                settings.experts(),
                causal,
                deviation,
                entropies,
                own -> new GeluMlp(own, width, settings.hidden(), deviation, output))
            : new GeluMlp(feed, width, settings.hidden(), deviation, output);
    return new ParallelBlock(
        parameters, new Gain(parameters.at("norm"), width, epsilon), attention, mlp);
  }

  /**
   * @param pass has the layout of the tokens; its scope owns the result
   * @param x [tokens, width]; closed here
   */
  public Hidden forward(Pass pass, Tensor x) {
    Tensor tokens = x;
    Pass now = pass;
    for (int i = 0; i < blocks.size(); i++) {
      tokens = after(tokens, blocks.get(i).forward(now, tokens));
      if (i + 1 == mergeAfter) {
        PatchMerger merge = merger.orElseThrow();
        tokens = after(tokens, merge.forward(now, tokens));
        now = now.with(merge.layout(now.layout()));
      }
    }
    return new Hidden(now, after(tokens, norm.forward(now, tokens)));
  }

  private static Tensor after(Tensor done, Tensor next) {
    done.close();
    return next;
  }
}
