package io.millrace.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wrong use throws an exception with the problem; raw bindings would end the process. */
class TorchTest {

  private final Scope root = TestTorch.torch().root();

  @Test
  void closedTensorIsRefused() {
    try (Scope scope = root.evaluation()) {
      Tensor x = scope.of(new float[] {1, 2}, 2);
      Tensor y = scope.of(new float[] {1, 2}, 2);
      x.close();
      assertThat(x.isClosed()).isTrue();
      assertThatThrownBy(() -> Ops.add(scope, x, y))
          .isInstanceOf(TorchException.class)
          .hasMessage("tensor of FLOAT32 [2] was used after it was closed");
      assertThatThrownBy(x::floats).isInstanceOf(TorchException.class);
      x.close();
    }
  }

  @Test
  void tensorsAndScopesCloseWithTheirScope() {
    Scope outer = root.evaluation();
    Scope inner = outer.training();
    Tensor x = inner.of(new float[] {1}, 1);
    Tensor y = outer.of(new float[] {2}, 1);
    Tensor sum = Ops.add(outer, x, y);
    inner.close();
    assertThat(sum.number()).isEqualTo(3);
    assertThatThrownBy(() -> Ops.add(outer, x, y)).isInstanceOf(TorchException.class);
    outer.close();
    assertThatThrownBy(sum::number).isInstanceOf(TorchException.class);
    assertThatThrownBy(() -> outer.of(new float[] {1}, 1)).isInstanceOf(TorchException.class);
  }

  @Test
  void wrongShapesAreReported() {
    try (Scope scope = root.training()) {
      Tensor x = scope.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
      Tensor w = scope.of(new float[] {1, 2}, 1, 2);
      assertThatThrownBy(() -> Ops.linear(scope, x, w))
          .isInstanceOf(TorchException.class)
          .hasMessageStartingWith("PyTorch refuses linear: ")
          .hasMessageContaining("2x3 and 2x1");
      assertThatThrownBy(() -> scope.of(new float[3], 2, 2))
          .hasMessage("3 numbers do not fill a tensor of shape [2, 2]");
      Tensor table = scope.of(new float[] {1, 2, 3, 4}, 2, 2);
      Tensor ids = scope.of(new int[] {0, 2}, 2);
      assertThatThrownBy(() -> Ops.embedding(scope, table, ids))
          .isInstanceOf(TorchException.class)
          .hasMessageContaining("index out of range");
      assertThatThrownBy(x::number)
          .hasMessage("tensor of FLOAT32 [2, 3] does not have exactly one number");
      assertThatThrownBy(() -> Ops.norm(scope, List.of())).isInstanceOf(TorchException.class);
    }
  }

  @Test
  void gradientsNeedATrainingScopeAndAreZeroForUnusedParameters() {
    try (Scope scope = root.training();
        Scope blind = root.evaluation()) {
      Tensor p = Ops.parameter(scope, scope.of(new float[] {1, 2}, 2));
      Tensor q = Ops.parameter(scope, scope.of(new float[] {3, 4, 5}, 3));
      Tensor x = scope.of(new float[] {5, 6}, 2);
      List<Tensor> gradients = Ops.gradients(scope, Ops.dot(scope, p, x), List.of(p, q));
      assertThat(gradients.get(0).floats()).containsExactly(5, 6);
      assertThat(gradients.get(1).floats()).containsExactly(0, 0, 0);
      Tensor unseen = Ops.dot(blind, p, x);
      assertThatThrownBy(() -> Ops.gradients(scope, unseen, List.of(p)))
          .isInstanceOf(TorchException.class)
          .hasMessageContaining("does not require grad");
    }
  }

  @Test
  void tensorHasItsOwnMemory() {
    try (Scope scope = root.evaluation()) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
      bytes.putFloat(0, 1).putFloat(4, 2);
      Tensor x = scope.of(bytes, NumberType.FLOAT32, 2);
      bytes.putFloat(0, 9);
      assertThat(x.floats()).containsExactly(1, 2);
      assertThat(scope.live()).isEqualTo(1);
    }
  }

  @Test
  void missingDevicesAreReported() {
    assertThatThrownBy(() -> Torch.start(new TorchSettings(1, "cuda:7")))
        .isInstanceOf(TorchException.class)
        .hasMessageStartingWith("device cuda:7 does not exist: PyTorch finds ");
    assertThatThrownBy(() -> new TorchSettings(1, "gpu"))
        .hasMessage("device is 'gpu'; it must be cpu or cuda:NUMBER, for example cuda:0");
    assertThatThrownBy(() -> new TorchSettings(0, "cpu"))
        .hasMessage("threads is 0; it must be 1 to 1024");
  }
}
