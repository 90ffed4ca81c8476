package io.millrace.trainer.contrast;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.expert.EntropyRule;
import io.millrace.trainer.expert.RouterKind;
import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.vision.PatchEmbedding;
import io.millrace.trainer.vision.Tower;
import io.millrace.trainer.vision.VisionSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * LIMoE (Mustafa et al. 2022): one tower for patches and tokens. Its experts learn which modality
 * they take; entropy losses for each modality prevent a collapse. The patches of all images, then
 * the tokens of all texts, are routed together; an image or text is the mean of its vectors.
 */
public final class OneTower extends AbstractPart implements PairModel {

  private final NumberType type;
  private final OneTowerSettings settings;
  private final int vocabulary;
  private final VisionSettings vision;
  private final PatchEmbedding patches;
  private final TokenPlaces words;
  private final Tower tower;
  private final PairHead head;

  /** With {@code image.*}, {@code text.*}, {@code tower.*} and the parameters of the head. */
  public OneTower(Parameters parameters, OneTowerSettings settings, int vocabulary) {
    super(parameters);
    int width = settings.tower().width();
    boolean choosing = settings.tower().experts().router() == RouterKind.TOKEN_CHOICE;
    List<EntropyRule> entropies =
        choosing ? List.of(settings.imageEntropy(), settings.textEntropy()) : List.of();
    this.type = parameters.type();
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.vision = settings.patches();
    this.patches = new PatchEmbedding(parameters.at("image"), vision);
    this.words =
        new TokenPlaces(
            parameters.at("text"),
            vocabulary,
            settings.maximumLength(),
            width,
            settings.tower().deviation());
    this.tower =
        new Tower(parameters.at("tower"), settings.tower(), false, entropies, Optional.empty());
    this.head = new PairHead(parameters, width, width, settings.dimensions(), settings.loss());
  }

  public OneTowerSettings settings() {
    return settings;
  }

  @Override
  public int imageSize() {
    return settings.imageSize();
  }

  @Override
  public int maximumLength() {
    return settings.maximumLength();
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public Embeddings embed(Scope scope, PairBatch batch) {
    return embed(pass(scope, batch), batch);
  }

  private Embeddings embed(Pass pass, PairBatch batch) {
    Scope scope = pass.scope();
    int pairs = batch.pairs();
    try (Tensor pixels = PixelTensor.of(scope, batch, type, settings.imageSize());
        Tensor seen = patches.forward(pass, pixels);
        Tensor read = words.forward(pass, batch.tokens(), batch.runs())) {
      Tensor both = EncoderOps.join(scope, List.of(seen, read));
      try (Tensor hidden = tower.forward(pass, both).tokens();
          Tensor means = EncoderOps.runMeans(scope, hidden, pass.layout().runs());
          Tensor images = EncoderOps.part(scope, means, 0, pairs);
          Tensor texts = EncoderOps.part(scope, means, pairs, pairs)) {
        return head.embed(pass, images, texts);
      }
    }
  }

  private Pass pass(Scope scope, PairBatch batch) {
    long[] images = new long[batch.pairs()];
    Arrays.fill(images, vision.patches());
    long[] runs = LongStream.concat(Arrays.stream(images), Arrays.stream(batch.runs())).toArray();
    long[] groups = {(long) batch.pairs() * vision.patches(), batch.tokens().length};
    return new Pass(scope, new Pass.Layout(runs, null, null, groups), batch.seed());
  }

  @Override
  public double loss(Scope scope, PairBatch batch) {
    return head.loss(scope, embed(scope, batch)).number();
  }

  @Override
  public Learned learn(Scope scope, PairBatch batch) {
    Pass pass = pass(scope, batch);
    return head.learn(pass, embed(pass, batch), parameters());
  }

  /** The loss that {@link #learn} differentiates. */
  Tensor total(Scope scope, PairBatch batch) {
    Pass pass = pass(scope, batch);
    Embeddings both = embed(pass, batch);
    return head.total(pass, head.loss(scope, both));
  }
}
