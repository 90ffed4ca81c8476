package io.millrace.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

  @TempDir Path directory;

  @Test
  void writtenFileIsReadBackAndFollowsTheFormat() throws IOException {
    Path file = directory.resolve("x.safetensors");
    try (Scope scope = TestTorch.torch().root().evaluation()) {
      TreeMap<String, Tensor> tensors = new TreeMap<>();
      tensors.put("b", scope.of(new float[] {1, -2, Float.MIN_VALUE, 4, 5, 6}, 2, 3));
      tensors.put("a.weight", scope.of(new double[] {Math.PI}, 1));
      tensors.put("c", scope.of(new int[] {7, -8}, 2));
      Safetensors.write(file, tensors);
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int header = Math.toIntExact(bytes.getLong(0));
      assertThat(header % 8).isZero();
      assertThat(new String(bytes.array(), 8, header, StandardCharsets.UTF_8))
          .startsWith(
              "{\"__metadata__\":{\"format\":\"pt\"},\"a.weight\":{\"dtype\":\"F64\",\"shape\":[1],"
                  + "\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2,3],"
                  + "\"data_offsets\":[8,32]}");
      assertThat(bytes.getFloat(8 + header + 8 + 4)).isEqualTo(-2);
      assertThat(bytes.capacity()).isEqualTo(8 + header + 8 + 24 + 16);
      try (Safetensors read = Safetensors.open(file)) {
        assertThat(read.shapes().keySet()).containsExactly("a.weight", "b", "c");
        assertThat(read.tensor(scope, "b").floats())
            .containsExactly(1, -2, Float.MIN_VALUE, 4, 5, 6);
        assertThat(read.tensor(scope, "a.weight").doubles()).containsExactly(Math.PI);
        assertThat(read.tensor(scope, "c").doubles()).containsExactly(7, -8);
        assertThatThrownBy(() -> read.tensor(scope, "d")).hasMessageEndingWith("has no tensor d");
      }
    }
  }

  @Test
  void damagedFilesThrowOrGiveWholeTensors() throws IOException {
    Path file = directory.resolve("whole");
    try (Scope scope = TestTorch.torch().root().evaluation()) {
      TreeMap<String, Tensor> tensors = new TreeMap<>();
      tensors.put("a", scope.of(new float[] {1, 2}, 2));
      Safetensors.write(file, tensors);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Path cut = directory.resolve("cut");
        Files.write(cut, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> Safetensors.open(cut)).isInstanceOf(IOException.class);
      }
      for (int place = 0; place < whole.length - 8; place++) {
        byte[] wrong = whole.clone();
        wrong[place] ^= 0x11;
        Path changed = directory.resolve("changed");
        Files.write(changed, wrong);
        assertThat(opensOrRefuses(changed, scope)).isTrue();
      }
    }
  }

  private static boolean opensOrRefuses(Path file, Scope scope) {
    try (Safetensors read = Safetensors.open(file)) {
      for (String name : read.shapes().keySet()) {
        read.tensor(scope, name).close();
      }
      return true;
    } catch (IOException e) {
      return true;
    }
  }
}
