package io.millrace.pipelines.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Hash128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PiecesTest {

  @TempDir private Path folder;

  /** An item of a length, including its tag. */
  private static EncodedItem item(int length, long seed) {
    byte[] item = new byte[length - 1];
    new Random(seed).nextBytes(item);
    return new EncodedItem(ItemKind.TEXT, item);
  }

  private static Supplier<Hash128> name(String name) {
    return () -> Hash128.of(name);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void joinsItemsOfAllSizesInAnyOrder() throws IOException {
    int[] lengths = {Pieces.PIECE + 1, 2 * Pieces.PIECE, 2 * Pieces.PIECE + 7, 5 * Pieces.PIECE};
    List<EncodedItem> items = new ArrayList<>();
    List<EncodedItem> pieces = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      items.add(item(lengths[i], i));
      Pieces.cut(items.get(i), name("item " + i), pieces::add);
    }
    assertThat(pieces).hasSize(2 + 2 + 3 + 5).allMatch(piece -> piece.kind() == ItemKind.PIECE);
    Collections.shuffle(pieces, new Random(9));
    List<EncodedItem> found = new ArrayList<>();
    try (Pieces collector = new Pieces(folder)) {
      for (EncodedItem piece : pieces) {
        collector.add(piece).ifPresent(found::add);
      }
      collector.complete();
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(items);
    assertThat(files()).isZero();
  }

  @Test
  void equalItemsWithOneNameCountOnce() throws IOException {
    EncodedItem item = item(2 * Pieces.PIECE + 9, 3);
    List<EncodedItem> pieces = new ArrayList<>();
    for (int copy = 0; copy < 3; copy++) {
      Pieces.cut(item, name("same"), pieces::add);
    }
    Collections.shuffle(pieces, new Random(4));
    List<EncodedItem> found = new ArrayList<>();
    try (Pieces collector = new Pieces(folder)) {
      for (EncodedItem piece : pieces) {
        collector.add(piece).ifPresent(found::add);
      }
      collector.complete();
      assertThat(collector.repeated()).isEqualTo(2);
    }
    assertThat(found).containsExactly(item);
    assertThat(files()).isZero();
  }

  @Test
  void doesNotSplitSmallItems() {
    EncodedItem item = item(Pieces.PIECE, 1);
    List<EncodedItem> pieces = new ArrayList<>();
    Pieces.cut(item, name("small"), pieces::add);
    assertThat(pieces).containsExactly(item);
  }

  @Test
  void detectsAMissingPiece() throws IOException {
    List<EncodedItem> pieces = new ArrayList<>();
    Pieces.cut(item(3 * Pieces.PIECE, 2), name("cut"), pieces::add);
    try (Pieces collector = new Pieces(folder)) {
      collector.add(pieces.get(2));
      assertThatThrownBy(collector::complete).isInstanceOf(IllegalStateException.class);
    }
    assertThat(files()).isZero();
  }
}
