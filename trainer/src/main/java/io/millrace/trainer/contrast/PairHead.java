package io.millrace.trainer.contrast;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Linear;
import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Projects pooled vectors into the shared space and computes the loss. */
final class PairHead extends AbstractPart {

  /** Initial temperature and bias of the sigmoid loss: Zhai et al. (2023), section 3.2. */
  private static final double SIGMOID_TEMPERATURE = Math.log(10);

  private static final double SIGMOID_BIAS = -10;

  /** CLIP's initial value, the logarithm of 1 / .07. */
  private static final double SOFTMAX_TEMPERATURE = Math.log(1 / .07);

  private final Linear images;
  private final Linear texts;
  private final Tensor temperature;
  private final Optional<Tensor> bias;

  /**
   * With {@code image_projection.weight} and {@code text_projection.weight} [dimensions, width],
   * {@code temperature} [1] and, for the sigmoid loss, {@code bias} [1].
   */
  PairHead(
      Parameters parameters, int imageWidth, int textWidth, int dimensions, ContrastLoss loss) {
    super(parameters);
    this.images =
        Linear.of(
            parameters.at("image_projection"), imageWidth, dimensions, 1 / Math.sqrt(imageWidth));
    this.texts =
        Linear.of(
            parameters.at("text_projection"), textWidth, dimensions, 1 / Math.sqrt(textWidth));
    boolean sigmoid = loss == ContrastLoss.SIGMOID;
    this.temperature =
        parameters.constant("temperature", sigmoid ? SIGMOID_TEMPERATURE : SOFTMAX_TEMPERATURE, 1);
    this.bias =
        sigmoid ? Optional.of(parameters.constant("bias", SIGMOID_BIAS, 1)) : Optional.empty();
  }

  PairModel.Embeddings embed(Pass pass, Tensor image, Tensor text) {
    Scope scope = pass.scope();
    try (Tensor projectedImages = images.forward(pass, image);
        Tensor projectedTexts = texts.forward(pass, text)) {
      return new PairModel.Embeddings(
          EncoderOps.unit(scope, projectedImages), EncoderOps.unit(scope, projectedTexts));
    }
  }

  Tensor loss(Scope scope, PairModel.Embeddings both) {
    return bias.isPresent()
        ? EncoderOps.sigmoidLoss(scope, both.images(), both.texts(), temperature, bias.get())
        : EncoderOps.softmaxLoss(scope, both.images(), both.texts(), temperature);
  }

  /** The loss plus the auxiliary losses of the pass. */
  Tensor total(Pass pass, Tensor loss) {
    Tensor total = loss;
    for (Tensor auxiliary : pass.losses()) {
      total = Ops.add(pass.scope(), total, auxiliary);
    }
    return total;
  }

  PairModel.Learned learn(Pass pass, PairModel.Embeddings both, List<Parameter> learned) {
    Tensor loss = loss(pass.scope(), both);
    List<Tensor> values = new ArrayList<>();
    learned.forEach(parameter -> values.add(parameter.value()));
    return new PairModel.Learned(
        loss.number(), Ops.gradients(pass.scope(), total(pass, loss), values), pass.counters());
  }
}
