package io.millrace.trainer.expert;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Linear;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.ExpertOps;
import io.millrace.trainer.tensor.Tensor;

/**
 * Expert choice (Zhou et al. 2022): gates = softmax(W x) over experts, and each expert takes the
 * tokens with its largest gates. All experts have equal work, so there is no balancing loss; a
 * token may get several experts or none. The choice depends on later tokens too, so it is for
 * encoders only.
 */
public final class ExpertChoice extends AbstractPart implements Router {

  private final Linear gate;
  private final ExpertSettings settings;

  /** With {@code weight} [experts, width]. */
  ExpertChoice(Parameters parameters, int width, ExpertSettings settings, double deviation) {
    super(parameters);
    this.gate = Linear.of(parameters, width, settings.count(), deviation);
    this.settings = settings;
  }

  @Override
  public Routing route(Pass pass, Tensor x) {
    try (Tensor logits = gate.forward(pass, x)) {
      Tensor gates = ExpertOps.softmax(pass.scope(), logits);
      int capacity = settings.capacity(Math.toIntExact(x.size(0)));
      Placement placement = Placement.byExperts(gates.doubles(), settings.count(), capacity);
      pass.count(parameters.path() + ".dropped", placement.dropped());
      return new PlacedRouting(placement, gates);
    }
  }
}
