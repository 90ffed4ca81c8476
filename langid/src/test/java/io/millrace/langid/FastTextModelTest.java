package io.millrace.langid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FastTextModelTest {
  private static final String SENTENCE = "Nobody knows кто покрасил 扉 😀";

  @Test
  void labelsComeWithoutPrefix() throws IOException {
    assertThat(Fixtures.model("pruned.ftz").labels())
        .containsExactlyInAnyOrder("en", "de", "fr", "ru", "el", "ja", "ar", "xx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-vs-all.bin", "pruned.ftz"})
  void truncatedFilesAreReported(String name) throws IOException {
    byte[] whole = Fixtures.bytes(name);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("fastText model is cut: it ends within");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hierarchical.bin",
        "softmax-word-ngrams.bin",
        "pruned.ftz",
        "quantised-norm.ftz",
        "quantised-output.ftz"
      })
  void changedBytesCauseNoOtherException(String name) throws IOException {
    byte[] whole = Fixtures.bytes(name);
    Random random = new Random(7);
    int read = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] changed = whole.clone();
      // the first rounds change the header, which has all sizes
      int at = round < 600 ? round : random.nextInt(whole.length);
      changed[at] ^= (byte) (1 + random.nextInt(255));
      try {
        FastTextIdentifier identifier = new FastTextIdentifier(read(changed));
        assertThat(identifier.identify(SENTENCE).language()).isNotNull();
        assertThat(identifier.topK(SENTENCE, 3)).hasSizeLessThanOrEqualTo(3);
        read++;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("fastText model");
      }
    }
    assertThat(read).isBetween(1, 1999);
  }

  @ParameterizedTest
  @CsvSource({
    "0,  7,          not a fastText model: it does not start with fastText's mark",
    "4,  13,         'fastText model has version 13, only 11 and 12 are known'",
    "8,  0,          fastText model is corrupted: dim is 0",
    "8,  2000000000, fastText model is corrupted: dim is 2000000000",
    "32, 9,          fastText model is corrupted: loss is 9",
    "36, 2,          'fastText model is not supervised: it holds word vectors, no labels'",
    "40, -1,         fastText model is corrupted: bucket is -1",
    "40, 0,          fastText model is corrupted: it has n-grams but no buckets",
    "48, 70000,      fastText model is corrupted: maxn is 70000",
    "64, 2000000000, fastText model is corrupted: a dictionary of 2000000000 entries cannot hold",
    "84, 999999,     fastText model is corrupted: it kept",
  })
  void messageNamesTheError(int offset, int value, String message) throws IOException {
    byte[] changed = Fixtures.bytes("pruned.ftz");
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    assertThatThrownBy(() -> read(changed))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void rejectsNumbersThatAreNotFinite() throws IOException {
    byte[] changed = Fixtures.bytes("one-vs-all.bin");
    ByteBuffer.wrap(changed)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(changed.length - Float.BYTES, Float.NaN);
    assertThatThrownBy(() -> read(changed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the output matrix has a number that is not finite");
  }

  @Test
  void falseSizesAllocateNoMemory() throws IOException {
    // the header of a real model, then a matrix that claims 8 GB
    byte[] whole = Fixtures.bytes("one-vs-all.bin");
    int matrix = startOfMatrix(whole);
    byte[] head = Arrays.copyOf(whole, matrix + 100);
    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putLong(matrix, 700_000_000L);
    assertThatThrownBy(() -> read(head))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is cut: it ends within the input matrix");
  }

  /** The input matrix is the second to last: 16 bytes of sizes, then its numbers. */
  private static int startOfMatrix(byte[] model) {
    ByteBuffer view = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
    int dimension = view.getInt(8);
    int labels = view.getInt(72);
    int words = view.getInt(68);
    int output = 16 + labels * dimension * Float.BYTES;
    return model.length - output - 1 - 16 - words * dimension * Float.BYTES;
  }

  @Test
  void messageNamesTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("letters.txt");
    Files.write(file, "no model at all".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> FastTextModel.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": not a fastText model: it does not start with fastText's mark");
  }

  private static FastTextModel read(byte[] bytes) throws IOException {
    return FastTextModel.read(new ByteArrayInputStream(bytes));
  }
}
