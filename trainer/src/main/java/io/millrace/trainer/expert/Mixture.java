package io.millrace.trainer.expert;

import io.millrace.trainer.block.Layer;
import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Experts in the place of an MLP: [S, D] gives the same. The router fills the experts' slots, each
 * expert computes its own, and the router brings the results back; a token that no expert has room
 * for gives zeros, so the residual carries it on.
 */
public final class Mixture implements Layer {

  private final Parameters parameters;
  private final Router router;
  private final List<Layer> experts = new ArrayList<>();

  /**
   * With {@code gate.*} of the router and {@code experts.N.*}, as Hugging Face's mixtures have.
   *
   * @param expert makes an expert, [tokens, D] to the same, from where its parameters go
   */
  public Mixture(
      Parameters parameters,
      int width,
      ExpertSettings settings,
      boolean causal,
      double deviation,
      List<EntropyRule> entropies,
      Function<Parameters, Layer> expert) {
    this.parameters = parameters;
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

  @Override
  public List<Parameter> parameters() {
    return parameters.all();
  }
}
