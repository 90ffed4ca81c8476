package io.millrace.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.TestTorch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParametersTest {

  @Test
  void numbersAreNormalAndDependOnlyOnSeedAndName() {
    double[] numbers = numbers(3, "a.weight");
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double square = Arrays.stream(numbers).map(x -> x * x).average().orElseThrow();
    double fourth = Arrays.stream(numbers).map(x -> x * x * x * x).average().orElseThrow();
    assertThat(mean).isEqualTo(0.0, within(.04));
    assertThat(square).isEqualTo(4.0, within(.15));
    // three times the square of the variance
    assertThat(fourth).isEqualTo(48.0, within(3.0));
    assertThat(numbers).isEqualTo(numbers(3, "a.weight"));
    assertThat(numbers[0]).isNotEqualTo(numbers(4, "a.weight")[0]);
    assertThat(numbers[0]).isNotEqualTo(numbers(3, "b.weight")[0]);
  }

  /** A change here changes every model of a seed. */
  @Test
  void firstNumbersOfASeedNeverChange() {
    double[] numbers = Arrays.copyOf(numbers(1, "model.embed_tokens.weight"), 3);
    assertThat(numbers)
        .containsExactly(0.47341935526523454, 0.7335629690873355, -1.4800130307573793);
  }

  private static double[] numbers(long seed, String name) {
    double[] numbers = new double[40_001];
    NormalNumbers.of(seed, name).fill(numbers, 2);
    return numbers;
  }

  @Test
  void parametersAreNamedByTheirPrefixes() {
    try (Scope scope = TestTorch.torch().root().evaluation()) {
      Parameters all = new Parameters(scope, 1, NumberType.FLOAT32);
      Parameters inner = all.at("model").at("layers");
      inner.at("0").normal("weight", 1, 2, 3);
      inner.at("1").constant("bias", 4, 5);
      assertThat(all.all())
          .extracting(Parameter::name)
          .containsExactly("model.layers.0.weight", "model.layers.1.bias");
      assertThat(inner.at("1").all()).hasSize(1);
      assertThat(all.count()).isEqualTo(11);
      assertThat(all.all()).extracting(Parameter::decays).containsExactly(true, false);
      assertThat(all.all().get(1).value().floats()).containsOnly(4).hasSize(5);
      assertThatThrownBy(() -> inner.at("0").constant("weight", 0, 1))
          .hasMessage("there are two parameters model.layers.0.weight");
    }
  }

  @Test
  void runsEndAtDocumentsAndSequences() {
    int[] documents = {0, 0, 1, 2, 0, 0, 0, 0, 0, 1, 1, 1};
    assertThat(Pass.Layout.runs(documents, 4)).containsExactly(2, 1, 1, 4, 1, 3);
  }
}
