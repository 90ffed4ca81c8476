package io.millrace.trainer.model;

import io.millrace.trainer.block.CausalAttention;
import io.millrace.trainer.block.DecoderBlock;
import io.millrace.trainer.block.Embedding;
import io.millrace.trainer.block.Layer;
import io.millrace.trainer.block.LayerNorm;
import io.millrace.trainer.block.Linear;
import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.block.SwiGlu;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.expert.Mixture;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A decoder in the style of Stable LM 2 1.6B (Bellagente et al. 2024, section 2): pre-norm blocks
 * with layer normalisation, rotary embedding on a share of the dimensions, biases only on queries,
 * keys and values, SwiGLU, and an output that is not tied to the embedding. Attention and positions
 * start again with each document.
 *
 * <p>Parameters have the names of Hugging Face's StableLmForCausalLM, so a checkpoint can be
 * exported as it is. Blocks with experts have {@code mlp.gate.weight} and {@code mlp.experts.N.*}
 * (the names of Qwen2MoeForCausalLM) instead of {@code mlp.*}; StableLmForCausalLM does not support
 * them.
 */
public final class Decoder implements CausalModel {

  private final DecoderSettings settings;
  private final int vocabulary;
  private final Embedding embedding;
  private final List<Layer> blocks;
  private final Layer norm;
  private final Linear head;
  private final List<Parameter> learned;
  private final List<Tensor> trunk;
  private final int headPlace;

  /**
   * @param parameters makes and owns its parameters
   * @param vocabulary number of token ids
   */
  public Decoder(Parameters parameters, DecoderSettings settings, int vocabulary) {
    int width = settings.width();
    Parameters model = parameters.at("model");
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.embedding =
        new Embedding(model.at("embed_tokens"), vocabulary, width, settings.deviation());
    this.blocks = new ArrayList<>();
    for (int i = 0; i < settings.layers(); i++) {
      blocks.add(block(model.at("layers").at(Integer.toString(i)), settings, i));
    }
    this.norm = new LayerNorm(model.at("norm"), width, settings.normEpsilon());
    this.head = Linear.of(parameters.at("lm_head"), width, vocabulary, settings.deviation());
    this.learned = parameters.all();
    List<Tensor> values = learned.stream().map(Parameter::value).toList();
    this.headPlace = values.indexOf(head.weight());
    this.trunk = values.stream().filter(value -> value != head.weight()).toList();
  }

  private static Layer block(Parameters parameters, DecoderSettings settings, int number) {
    int width = settings.width();
    double deviation = settings.deviation();
    double output = deviation / Math.sqrt(2.0 * settings.layers());
    return new DecoderBlock(
        parameters,
        new LayerNorm(parameters.at("input_layernorm"), width, settings.normEpsilon()),
        new CausalAttention(
            parameters.at("self_attn"),
            width,
            settings.heads(),
            settings.attentionBias(),
            deviation,
            output),
        new LayerNorm(parameters.at("post_attention_layernorm"), width, settings.normEpsilon()),
        feed(parameters.at("mlp"), settings, output, number));
  }

  private static Layer feed(
      Parameters parameters, DecoderSettings settings, double output, int number) {
    int width = settings.width();
    int hidden = settings.hidden();
    double deviation = settings.deviation();
    if (!settings.experts().at(number)) {
      return new SwiGlu(parameters, width, hidden, deviation, output);
    }
    return new Mixture(
        parameters,
        width,
        settings.experts(),
        true,
        deviation,
        List.of(),
        own -> new SwiGlu(own, width, hidden, deviation, output));
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public int maximumLength() {
    return settings.maximumLength();
  }

  public DecoderSettings settings() {
    return settings;
  }

  @Override
  public List<Parameter> parameters() {
    return learned;
  }

  @Override
  public Tensor logits(Scope scope, Batch batch) {
    Pass pass = pass(scope, batch);
    try (Tensor last = hidden(pass, batch)) {
      return head.forward(pass, last);
    }
  }

  @Override
  public double loss(Scope scope, Batch batch) {
    Pass pass = pass(scope, batch);
    try (Tensor last = hidden(pass, batch);
        Tensor targets = scope.of(batch.targets(), batch.targets().length);
        Tensor loss = Ops.outputLoss(scope, last, head.weight(), targets)) {
      return loss.number();
    }
  }

  /** Negative log likelihood (nats) of each target of the batch, 0 where none is learned. */
  public float[] losses(Scope scope, Batch batch) {
    Pass pass = pass(scope, batch);
    try (Tensor last = hidden(pass, batch);
        Tensor targets = scope.of(batch.targets(), batch.targets().length);
        Tensor losses = Ops.outputLosses(scope, last, head.weight(), targets)) {
      return losses.floats();
    }
  }

  @Override
  public Learned learn(Scope scope, Batch batch, double factor) {
    Pass pass = pass(scope, batch);
    Tensor last = hidden(pass, batch);
    Tensor targets = scope.of(batch.targets(), batch.targets().length);
    List<Tensor> output = Ops.outputLearn(scope, last, head.weight(), targets, factor);
    List<Tensor> outputs = new ArrayList<>(List.of(last));
    List<Tensor> slopes = new ArrayList<>(List.of(output.get(1)));
    // the batch's share of its step: auxiliary losses do not depend on how a step is split
    double share = batch.learned() * factor;
    for (Tensor auxiliary : pass.losses()) {
      outputs.add(auxiliary);
      slopes.add(Ops.scale(scope, Ops.onesLike(scope, auxiliary), share));
    }
    List<Tensor> gradients = new ArrayList<>(Ops.gradients(scope, outputs, slopes, trunk));
    gradients.add(headPlace, output.get(2));
    return new Learned(output.get(0).number(), gradients, pass.counters());
  }

  /** The normalised output of the last layer: [tokens, width]. */
  private Tensor hidden(Pass pass, Batch batch) {
    try (Tensor ids = pass.scope().of(batch.tokens(), batch.tokens().length)) {
      Tensor x = embedding.forward(pass, ids);
      for (Layer block : blocks) {
        Tensor next = block.forward(pass, x);
        x.close();
        x = next;
      }
      Tensor normed = norm.forward(pass, x);
      x.close();
      return normed;
    }
  }

  private Pass pass(Scope scope, Batch batch) {
    check(batch);
    try (Tensor positions = scope.of(batch.positions(), batch.positions().length)) {
      List<Tensor> angles =
          Ops.rotaryAngles(
              scope, positions, settings.rotaryDimensions(), settings.rotaryBase(), head.weight());
      long[] runs = Pass.Layout.runs(batch.documents(), batch.length());
      Pass.Layout layout = new Pass.Layout(runs, angles.get(0), angles.get(1));
      return new Pass(scope, layout, seed(batch.tokens()));
    }
  }

  /** A seed that depends only on the batch, so that a resumed run draws the same numbers. */
  private static long seed(int[] tokens) {
    long seed = tokens.length;
    for (int token : tokens) {
      seed = seed * 0x5851F42D4C957F2DL + token + 1;
    }
    return seed;
  }

  /** Checks ids, because on some devices PyTorch reads outside the table if an id is too large. */
  private void check(Batch batch) {
    if (batch.length() > settings.maximumLength()) {
      throw new IllegalArgumentException(
          "sequences of "
              + batch.length()
              + " tokens are longer than the model's maximum_length, "
              + settings.maximumLength());
    }
    for (int i = 0; i < batch.tokens().length; i++) {
      int target = batch.targets()[i];
      if (outside(batch.tokens()[i]) || target != Batch.IGNORED && outside(target)) {
        throw new IllegalArgumentException(
            "the batch has token "
                + batch.tokens()[i]
                + " and target "
                + target
                + "; the model has ids 0 to "
                + (vocabulary - 1)
                + ", so the tokenizer is not the model's");
      }
    }
  }

  private boolean outside(int id) {
    return id < 0 || id >= vocabulary;
  }
}
