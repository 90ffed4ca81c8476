package io.millrace.shards.megatron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MegatronTest {

  private static Document document(int number) {
    String id = Hash128.of("x/" + number).toHex();
    return new Document(id, "text", "", "", "x", "de", .9, new TreeMap<>());
  }

  private static Path write(int vocabulary, List<int[]> sequences) throws IOException {
    Path bin = Files.createTempDirectory(Path.of("target"), "megatron-").resolve("de.bin");
    try (MegatronWriter writer = new MegatronWriter(bin, vocabulary)) {
      for (int i = 0; i < sequences.size(); i++) {
        writer.write(document(i), sequences.get(i));
      }
      writer.finish();
    }
    return bin;
  }

  @Property(tries = 60)
  void comesBack(@ForAll long seed, @ForAll boolean large) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int vocabulary = large ? 1 << 20 : 65499;
    List<int[]> sequences =
        random
            .ints(random.nextInt(6), 0, 50)
            .mapToObj(length -> random.ints(length, 0, vocabulary).toArray())
            .toList();
    try (MegatronReader reader = new MegatronReader(write(vocabulary, sequences))) {
      assertThat(reader.size()).isEqualTo(sequences.size());
      for (int i = 0; i < sequences.size(); i++) {
        assertThat(reader.get(i)).isEqualTo(sequences.get(i));
      }
    }
  }

  /** Checks the bytes as Megatron-LM's reader parses them. */
  @Test
  void layout() throws IOException {
    Path bin = write(300, List.of(new int[] {1, 2, 258}, new int[] {7}));
    assertThat(Files.readAllBytes(bin)).containsExactly(1, 0, 2, 0, 2, 1, 7, 0);
    assertThat(Files.readAllBytes(bin.resolveSibling("de.idx")))
        .startsWith('M', 'M', 'I', 'D', 'I', 'D', 'X', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0)
        .hasSize(34 + 2 * 4 + 2 * 8 + 3 * 8);
  }

  @Test
  void damageIsAnError() throws IOException {
    Path bin = write(300, List.of(new int[] {1, 2, 258}, new int[] {7}));
    Path index = bin.resolveSibling("de.idx");
    byte[] bytes = Files.readAllBytes(index);
    for (int at = 0; at < bytes.length; at++) {
      Files.write(index, Arrays.copyOf(bytes, at));
      assertThatThrownBy(() -> new MegatronReader(bin).close()).isInstanceOf(IOException.class);
    }
    for (int at = 0; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= (byte) 0x80;
      Files.write(index, damaged);
      try (MegatronReader reader = new MegatronReader(bin)) {
        for (int i = 0; i < reader.size(); i++) {
          assertThat(reader.get(i)).hasSizeLessThanOrEqualTo(4);
        }
      } catch (IOException expected) {
        assertThat(expected).hasMessageContaining("index");
      }
    }
    try (MegatronReader reader = new MegatronReader(write(300, List.of()))) {
      assertThatThrownBy(() -> reader.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
