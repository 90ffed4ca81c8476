package io.millrace.trainer.expert;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Layer;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Experts instead of an MLP; shape [S, D] in and out. The router fills the experts' slots, each
 * expert computes its slots, and the router combines the results. A token that no expert has
 * capacity for gives zeros, so it passes through the residual only.
 */
public final class Mixture extends AbstractPart implements Layer {

  private final Router router;
  private final List<Layer> experts = new ArrayList<>();

  /**
   * With {@code gate.*} of the router and {@code experts.N.*}, as in Hugging Face's mixtures.
   *
   * @param expert makes an expert, [tokens, D] in and out, with these parameters
   */
  public Mixture(
      Parameters parameters,
      int width,
      ExpertSettings settings,
      boolean causal,
      double deviation,
      List<EntropyRule> entropies,
      Function<Parameters, Layer> expert) {
    super(parameters);
    this.router = Router.of(parameters.at("gate"), width, settings, causal, deviation, entropies);
    for (int i = 0; i < settings.count(); i++) {
      experts.add(expert.apply(parameters.at("experts").at(Integer.toString(i))));
    }
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Scope scope = pass.scope();
    Routing routing = router.route(pass, x);
    long[] counts = routing.counts();
    List<Tensor> outputs = new ArrayList<>();
    try (Tensor slots = routing.dispatch(scope, x)) {
      long start = 0;
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          try (Tensor own = EncoderOps.part(scope, slots, start, counts[i])) {
            outputs.add(experts.get(i).forward(pass, own));
          }
          start += counts[i];
        }
      }
    }
    try (Tensor all = EncoderOps.join(scope, outputs)) {
      outputs.forEach(Tensor::close);
      return routing.combine(scope, all);
    }
  }

  public Router router() {
    return router;
  }

  /** The experts, in order. */
  public List<Layer> experts() {
    return List.copyOf(experts);
  }
}
