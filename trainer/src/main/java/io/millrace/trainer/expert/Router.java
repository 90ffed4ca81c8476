package io.millrace.trainer.expert;

import io.millrace.trainer.block.ModelPart;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;

/** Decides which expert computes which token. */
public sealed interface Router extends ModelPart permits TokenChoice, ExpertChoice, SoftMixing {

  /**
   * Decides for the tokens x [S, D] of a pass, and adds its losses and counters to the pass.
   *
   * @param x stays owned by the caller
   */
  Routing route(Pass pass, Tensor x);

  /**
   * The router that settings name.
   *
   * @param causal whether the model is a decoder
   * @param deviation of its first weights
   * @param entropies of each modality (LIMoE); none in a tower of one modality
   * @throws IllegalArgumentException if the router is not for decoders, or none
   */
  static Router of(
      Parameters parameters,
      int width,
      ExpertSettings settings,
      boolean causal,
      double deviation,
      List<EntropyRule> entropies) {
    if (causal) {
      settings.checkCausal();
    }
    if (!entropies.isEmpty() && settings.router() != RouterKind.TOKEN_CHOICE) {
      throw new IllegalArgumentException("entropy losses need router: token-choice");
    }
    return switch (settings.router()) {
      case TOKEN_CHOICE ->
          new TokenChoice(parameters, width, settings, causal, deviation, entropies);
      case EXPERT_CHOICE -> new ExpertChoice(parameters, width, settings, deviation);
      case SOFT -> new SoftMixing(parameters, width, settings.count(), settings.slots());
      case NONE -> throw new IllegalArgumentException("router is none; a mixture needs a router");
    };
  }
}
