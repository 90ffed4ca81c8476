package io.millrace.trainer.vision;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A vision transformer: patches, ViT-22B's blocks, pooling. [images, 3, side, side] gives [images,
 * width].
 */
public final class VisionEncoder extends AbstractPart {

  private final VisionSettings settings;
  private final PatchEmbedding embedding;
  private final Tower tower;
  private final Optional<AttentionPool> pool;

  /** With {@code embedding.*}, {@code tower.*} and, for attention pooling, {@code pool.*}. */
  public VisionEncoder(Parameters parameters, VisionSettings settings) {
    super(parameters);
    this.settings = settings;
    this.embedding = new PatchEmbedding(parameters.at("embedding"), settings);
    this.tower =
        new Tower(parameters.at("tower"), settings.tower(), false, List.of(), settings.merge());
    this.pool =
        settings.pooling() == PoolingKind.ATTENTION
            ? Optional.of(new AttentionPool(parameters.at("pool"), settings.tower()))
            : Optional.empty();
  }

  /**
   * @param pass its scope owns the result; its layout is not used
   * @param pixels normalised; stays owned by the caller
   */
  public Tensor forward(Pass pass, Tensor pixels) {
    int images = Math.toIntExact(pixels.size(0));
    Pass own = pass.with(Pass.Layout.even(images, settings.patches()));
    Tower.Hidden hidden = tower.forward(own, embedding.forward(own, pixels));
    try (Tensor tokens = hidden.tokens()) {
      return pool.isPresent()
          ? pool.get().forward(hidden.pass(), tokens)
          : EncoderOps.runMeans(pass.scope(), tokens, hidden.pass().layout().runs());
    }
  }

  public VisionSettings settings() {
    return settings;
  }
}
