package io.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.optimise.AdamW;
import io.millrace.trainer.optimise.AdamWSettings;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.tensor.TestTorch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The decoder and the optimiser against Hugging Face's StableLmForCausalLM and PyTorch's AdamW. The
 * expected results come from bench/trainer/reference.py.
 */
class ReferenceTest {

  private static final int[][] DOCUMENTS = {{3, 1, 4, 1, 5, 9, 2, 6, 5}, {2, 7, 18, 2, 8, 1, 8}};
  private static final DecoderSettings SETTINGS =
      new DecoderSettings(32, 2, 2, 48, 64, .25, 10_000, true, 1e-5, .02);

  private final Scope scope = TestTorch.torch().root().training();
  private final JsonNode reference = reference();

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void logitsOfSingleAndPackedDocuments() {
    Decoder model = model(NumberType.FLOAT64);
    for (int i = 0; i < DOCUMENTS.length; i++) {
      assertThat(model.logits(scope, packed(DOCUMENTS[i])).doubles())
          .containsExactly(numbers(reference.get("logits").get(i)), within(1e-7));
    }
    double[] together = model.logits(scope, packed(DOCUMENTS)).doubles();
    double[] apart =
        concatenated(
            numbers(reference.get("logits").get(0)), numbers(reference.get("logits").get(1)));
    assertThat(together).containsExactly(apart, within(1e-7));
  }

  @Test
  void logitsInFloat32() {
    double[] logits = model(NumberType.FLOAT32).logits(scope, packed(DOCUMENTS[0])).doubles();
    assertThat(logits).containsExactly(numbers(reference.get("logits").get(0)), within(2e-5));
  }

  @Test
  void lossAndGradients() {
    Decoder model = model(NumberType.FLOAT64);
    Batch batch = packed(DOCUMENTS);
    double factor = 1.0 / batch.learned();
    CausalModel.Learned learned = model.learn(scope, batch, factor);
    assertThat(learned.loss() * factor)
        .isEqualTo(reference.get("loss").doubleValue(), within(1e-9));
    assertThat(model.loss(scope, batch)).isEqualTo(learned.loss(), within(1e-9));
    List<Parameter> parameters = model.parameters();
    assertThat(parameters)
        .extracting(Parameter::name)
        .containsExactlyInAnyOrderElementsOf(() -> reference.get("gradients").fieldNames());
    for (int i = 0; i < parameters.size(); i++) {
      double[] gradient = learned.gradients().get(i).doubles();
      JsonNode expected = reference.get("gradients").get(parameters.get(i).name());
      assertThat(norm(gradient))
          .as(parameters.get(i).name())
          .isEqualTo(expected.get("norm").doubleValue(), within(1e-7));
      assertThat(Arrays.copyOf(gradient, 3))
          .as(parameters.get(i).name())
          .containsExactly(numbers(expected.get("first")), within(1e-7));
    }
  }

  @Test
  void stepsOfAdamWWithClipping() {
    Decoder model = model(NumberType.FLOAT64);
    AdamW optimiser = new AdamW(scope, model.parameters(), AdamWSettings.defaults());
    Batch batch = packed(DOCUMENTS);
    double factor = 1.0 / batch.learned();
    for (JsonNode step : reference.get("steps")) {
      CausalModel.Learned learned = model.learn(scope, batch, factor);
      double norm = optimiser.norm(scope, learned.gradients());
      assertThat(learned.loss() * factor).isEqualTo(step.get("loss").doubleValue(), within(1e-6));
      assertThat(norm).isEqualTo(step.get("gradient_norm").doubleValue(), within(1e-5));
      optimiser.step(scope, learned.gradients(), norm, .01);
    }
    assertThat(reference.get("steps")).hasSize(5);
  }

  private Decoder model(NumberType type) {
    Decoder model = new Decoder(new Parameters(scope, 1, type), SETTINGS, 19);
    for (Parameter parameter : model.parameters()) {
      double[] values = weights(parameter);
      Tensor value = scope.of(values, parameter.value().shape());
      Ops.assign(scope, parameter.value(), value);
    }
    return model;
  }

  /** The formula of the reference script. */
  private static double[] weights(Parameter parameter) {
    int start = 0;
    for (byte one : parameter.name().getBytes(StandardCharsets.US_ASCII)) {
      start += one;
    }
    double[] values = new double[Math.toIntExact(parameter.value().count())];
    for (int i = 0; i < values.length; i++) {
      values[i] = .3 * Math.sin(.7 * i + start % 97);
    }
    if (parameter.name().contains("norm") && parameter.name().endsWith("weight")) {
      Arrays.setAll(values, i -> 1 + .5 * values[i]);
    }
    return values;
  }

  /** One sequence of documents; the last token of each has no target. */
  static Batch packed(int[]... documents) {
    int length = Arrays.stream(documents).mapToInt(document -> document.length).sum();
    int[] tokens = new int[length];
    int[] targets = new int[length];
    int[] positions = new int[length];
    int[] numbers = new int[length];
    int place = 0;
    for (int d = 0; d < documents.length; d++) {
      for (int i = 0; i < documents[d].length; i++, place++) {
        tokens[place] = documents[d][i];
        targets[place] = i + 1 < documents[d].length ? documents[d][i + 1] : Batch.IGNORED;
        positions[place] = i;
        numbers[place] = d;
      }
    }
    return new Batch(1, length, tokens, targets, positions, numbers);
  }

  private static double norm(double[] numbers) {
    return Math.sqrt(Arrays.stream(numbers).map(x -> x * x).sum());
  }

  private static double[] concatenated(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    Arrays.setAll(numbers, i -> array.get(i).doubleValue());
    return numbers;
  }

  private static JsonNode reference() {
    try (InputStream in = ReferenceTest.class.getResourceAsStream("reference.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
