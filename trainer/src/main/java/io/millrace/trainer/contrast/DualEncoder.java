package io.millrace.trainer.contrast;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.vision.VisionEncoder;

/**
 * An encoder of images and one of texts (Radford et al. 2021; Zhai et al. 2023). Their results are
 * projected into a shared space and normalised to length 1.
 */
public final class DualEncoder extends AbstractPart implements PairModel {

  private final NumberType type;
  private final DualEncoderSettings settings;
  private final int vocabulary;
  private final VisionEncoder image;
  private final TextEncoder text;
  private final PairHead head;

  /** With {@code image.*}, {@code text.*} and the parameters of the head. */
  public DualEncoder(Parameters parameters, DualEncoderSettings settings, int vocabulary) {
    super(parameters);
    this.type = parameters.type();
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.image = new VisionEncoder(parameters.at("image"), settings.image());
    this.text = new TextEncoder(parameters.at("text"), settings.text(), vocabulary);
    this.head =
        new PairHead(
            parameters,
            settings.image().tower().width(),
            settings.text().tower().width(),
            settings.dimensions(),
            settings.loss());
  }

  public DualEncoderSettings settings() {
    return settings;
  }

  @Override
  public int imageSize() {
    return settings.image().imageSize();
  }

  @Override
  public int maximumLength() {
    return settings.text().maximumLength();
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public Embeddings embed(Scope scope, PairBatch batch) {
    return embed(new Pass(scope, Pass.Layout.plain(batch.runs()), batch.seed()), batch);
  }

  private Embeddings embed(Pass pass, PairBatch batch) {
    try (Tensor pixels = PixelTensor.of(pass.scope(), batch, type, imageSize());
        Tensor images = image.forward(pass, pixels);
        Tensor texts = text.forward(pass, batch.tokens(), batch.runs())) {
      return head.embed(pass, images, texts);
    }
  }

  @Override
  public double loss(Scope scope, PairBatch batch) {
    return head.loss(scope, embed(scope, batch)).number();
  }

  @Override
  public Learned learn(Scope scope, PairBatch batch) {
    Pass pass = new Pass(scope, Pass.Layout.plain(batch.runs()), batch.seed());
    return head.learn(pass, embed(pass, batch), parameters());
  }

  /** The loss that {@link #learn} differentiates. */
  Tensor total(Scope scope, PairBatch batch) {
    Pass pass = new Pass(scope, Pass.Layout.plain(batch.runs()), batch.seed());
    Embeddings both = embed(pass, batch);
    return head.total(pass, head.loss(scope, both));
  }
}
