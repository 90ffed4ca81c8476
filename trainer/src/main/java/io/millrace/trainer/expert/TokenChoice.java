package io.millrace.trainer.expert;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Linear;
import io.millrace.trainer.block.NormalNumbers;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.ExpertOps;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;

/**
 * V-MoE's router (Riquelme et al. 2021): gates = softmax(W x + noise), a token takes its best
 * experts while they have capacity, and a result is multiplied by its gate. Losses: importance and
 * load, each a squared coefficient of variation over experts; load only with noise.
 */
public final class TokenChoice extends AbstractPart implements Router {

  private final Linear gate;
  private final ExpertSettings settings;
  private final Placement.Order order;
  private final List<EntropyRule> entropies;

  /** With {@code weight} [experts, width]. */
  TokenChoice(
      Parameters parameters,
      int width,
      ExpertSettings settings,
      boolean causal,
      double deviation,
      List<EntropyRule> entropies) {
    super(parameters);
    this.gate = Linear.of(parameters, width, settings.count(), deviation);
    this.settings = settings;
    this.entropies = List.copyOf(entropies);
    this.order =
        causal
            ? Placement.Order.TOKEN
            : settings.prioritised() ? Placement.Order.PRIORITY : Placement.Order.CHOICE;
  }

  @Override
  public Routing route(Pass pass, Tensor x) {
    Scope scope = pass.scope();
    Tensor logits = gate.forward(pass, x);
    Tensor noisy = logits;
    double deviation = settings.noise() / settings.count();
    if (scope.isTraining() && deviation > 0) {
      try (Tensor noise = noise(pass, logits, deviation)) {
        noisy = Ops.add(scope, logits, noise);
      }
    }
    Tensor gates = ExpertOps.softmax(scope, noisy);
    int capacity = settings.capacity(Math.toIntExact(x.size(0)));
    Placement placement =
        Placement.byTokens(gates.doubles(), settings.count(), settings.chosen(), capacity, order);
    if (scope.isTraining()) {
      addLosses(pass, logits, noisy, deviation);
    }
    count(pass, placement);
    return new PlacedRouting(placement, gates);
  }

  private Tensor noise(Pass pass, Tensor logits, double deviation) {
    double[] numbers = new double[Math.toIntExact(logits.count())];
    NormalNumbers.of(pass.seed(), parameters.path()).fill(numbers, deviation);
    return pass.scope().of(numbers, logits.type(), logits.shape());
  }

  private void addLosses(Pass pass, Tensor logits, Tensor noisy, double deviation) {
    Scope scope = pass.scope();
    Tensor gates = ExpertOps.softmax(scope, logits);
    add(pass, settings.importanceWeight(), ExpertOps.importanceLoss(scope, gates));
    if (deviation > 0) {
      add(
          pass,
          settings.loadWeight(),
          ExpertOps.loadLoss(scope, logits, noisy, settings.chosen(), deviation));
    }
    long[] groups = pass.layout().groups();
    long start = 0;
    for (int i = 0; i < entropies.size(); i++) {
      EntropyRule rule = entropies.get(i);
      Tensor part = EncoderOps.part(scope, gates, start, groups[i]);
      add(pass, rule.localWeight(), ExpertOps.localEntropy(scope, part));
      add(pass, rule.globalWeight(), ExpertOps.globalEntropy(scope, part, rule.leastEntropy()));
      start += groups[i];
    }
  }

  private static void add(Pass pass, double weight, Tensor loss) {
    if (weight > 0) {
      pass.add(Ops.scale(pass.scope(), loss, weight));
    }
  }

  private void count(Pass pass, Placement placement) {
    String name = parameters.path();
    pass.count(name + ".dropped", placement.dropped());
    double[] load = placement.load();
    for (int expert = 0; expert < load.length; expert++) {
      pass.count(name + ".load." + expert, load[expert]);
    }
  }
}
