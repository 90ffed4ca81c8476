package io.millrace.trainer.onnx;

import io.millrace.trainer.expert.ExpertSettings;
import io.millrace.trainer.expert.RouterKind;
import io.millrace.trainer.vision.TowerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ViT-22B's blocks as nodes, with Soft MoE and merged patches. */
final class OnnxTower {

  private final OnnxLayers layers;
  private final OnnxGraph graph;
  private final String name;
  private final TowerSettings settings;

  /**
   * @throws IllegalArgumentException for token-choice and expert-choice: which tokens get slots
   *     depends on the batch
   */
  OnnxTower(OnnxLayers layers, String name, TowerSettings settings) {
    RouterKind router = settings.experts().router();
    if (router != RouterKind.NONE && router != RouterKind.SOFT) {
      throw new IllegalArgumentException(
          "a model with router: token-choice or expert-choice cannot be exported to ONNX, because its"
              + " results depend on the batch; use router: soft or none");
    }
    this.layers = layers;
    this.graph = layers.graph();
    this.name = name;
    this.settings = settings;
  }

  /**
   * @param x [batch, tokens, width]
   * @param scores added to the scores of attention, [batch, 1, 1 or tokens, tokens]
   * @param absent added to the logits of tokens, [batch, tokens, 1], if tokens may be padding
   * @param mergeAfter number of blocks before patches are merged; 0 for never
   */
  String forward(String x, Optional<String> scores, Optional<String> absent, int mergeAfter) {
    String now = x;
    for (int i = 0; i < settings.layers(); i++) {
      String block = name + ".blocks." + i;
      String normed = layers.gain(block + ".norm", now, settings.normEpsilon());
      String mixed =
          layers.attention(
              block + ".attention",
              normed,
              normed,
              settings.heads(),
              settings.normEpsilon(),
              scores);
      String fed =
          settings.experts().at(i)
              ? soft(block + ".mlp", normed, absent)
              : layers.mlp(block + ".mlp", normed);
      now = layers.op("Add", now, layers.op("Add", mixed, fed));
      if (i + 1 == mergeAfter) {
        now = merge(now);
      }
    }
    return layers.gain(name + ".norm", now, settings.normEpsilon());
  }

  private String merge(String x) {
    String normed = layers.gain(name + ".merger.norm", x, settings.normEpsilon());
    String queries = layers.parameter(name + ".merger.queries");
    String weights =
        layers.softmax(layers.op("MatMul", queries, layers.permute(normed, 0, 2, 1)), -1);
    return layers.op("MatMul", weights, normed);
  }

  private String soft(String mixture, String x, Optional<String> absent) {
    ExpertSettings experts = settings.experts();
    int slots = experts.slots();
    String length = layers.op("Add", layers.norm(x), graph.constant(1e-6));
    String places =
        graph.constant(places(mixture), settings.width(), (long) experts.count() * slots);
    String logits = layers.op("MatMul", layers.op("Div", x, length), places);
    String seen = absent.isEmpty() ? logits : layers.op("Add", logits, absent.get());
    String dispatch = layers.permute(layers.softmax(seen, 1), 0, 2, 1);
    String filled = layers.op("MatMul", dispatch, x);
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < experts.count(); i++) {
      String own =
          layers.op(
              "Slice",
              filled,
              graph.whole((long) i * slots),
              graph.whole((i + 1L) * slots),
              graph.whole(1));
      outputs.add(layers.mlp(mixture + ".experts." + i, own));
    }
    return layers.op("MatMul", layers.softmax(logits, 2), layers.concat(outputs, 1));
  }

  /** Soft MoE's slots, normalised and scaled, [width, slots]. */
  private float[] places(String mixture) {
    float[] slots = layers.numbers(mixture + ".gate.slots");
    float scale = layers.numbers(mixture + ".gate.scale")[0];
    int count = slots.length / settings.width();
    for (int slot = 0; slot < count; slot++) {
      double square = 0;
      for (int i = slot; i < slots.length; i += count) {
        square += (double) slots[i] * slots[i];
      }
      for (int i = slot; i < slots.length; i += count) {
        slots[i] = (float) (slots[i] * scale / (Math.sqrt(square) + 1e-6));
      }
    }
    return slots;
  }
}
