package io.millrace.dedup.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Hash128;
import io.millrace.dedup.BandKeys;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.Sketches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateIndexTest {

  private static final MinHashSettings SETTINGS = MinHashSettings.defaults();

  private record Doc(Hash128 id, long timestamp, long[] words, long order) {

    BandKeys keys() {
      BandKeys keys = new BandKeys(SETTINGS);
      assertThat(keys.compute(words, words.length)).isTrue();
      return keys;
    }
  }

  /** Documents in several windows; about half are copies of another with a few words changed. */
  private static List<Doc> documents(int count, int windows, long seed) {
    Random random = new Random(seed);
    List<Doc> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long[] words;
      if (!documents.isEmpty() && random.nextBoolean()) {
        words = documents.get(random.nextInt(documents.size())).words().clone();
        for (int change = random.nextInt(4); change > 0; change--) {
          words[random.nextInt(words.length)] = random.nextLong();
        }
      } else {
        words = random.longs(3 + random.nextInt(120)).toArray();
      }
      int window = random.nextInt(windows);
      Hash128 id = new Hash128(random.nextLong(), random.nextLong());
      documents.add(new Doc(id, 1000L * window + random.nextInt(20), words, 1000L * window));
    }
    return documents;
  }

  private static void write(Path folder, List<Doc> documents) throws IOException {
    for (long order : documents.stream().mapToLong(Doc::order).distinct().toArray()) {
      SegmentBuilder segment = new SegmentBuilder(SETTINGS);
      documents.stream()
          .filter(each -> each.order() == order)
          .forEach(each -> segment.add(each.id(), each.timestamp(), each.keys()));
      segment.write(folder, "window-" + order, order);
    }
  }

  /** Reference: compares with all documents. */
  private static List<Hash128> expected(
      List<Doc> documents, Doc text, long before, Set<Hash128> deleted) {
    BandKeys keys = text.keys();
    return documents.stream()
        .filter(each -> each.order() < before && !deleted.contains(each.id()))
        .filter(
            each -> {
              BandKeys other = each.keys();
              boolean band = false;
              for (int i = 0; i < SETTINGS.bands(); i++) {
                band |= keys.key(i) == other.key(i);
              }
              return band
                  && Sketches.similarity(keys.sketch(), other.sketch()) >= SETTINGS.threshold();
            })
        .sorted(Comparator.comparingLong(Doc::timestamp).thenComparing(Doc::id))
        .map(Doc::id)
        .toList();
  }

  private static void assertFinds(
      Path folder, List<Doc> documents, long before, Set<Hash128> deleted) throws IOException {
    DuplicateIndex index = DuplicateIndex.open(folder, SETTINGS);
    for (Doc text : documents) {
      List<Hash128> expected = expected(documents, text, before, deleted);
      assertThat(index.findAll(text.keys(), before, SETTINGS.threshold()))
          .extracting(DuplicateIndex.Match::id)
          .isEqualTo(expected);
    }
  }

  @Property(tries = 25)
  void matchesAComparisonWithAllDocuments(
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 5) int windows,
      @ForAll long seed)
      throws IOException {
    Path folder = Files.createTempDirectory("index");
    try {
      List<Doc> documents = documents(count, windows, seed);
      write(folder, documents);
      assertFinds(folder, documents, Long.MAX_VALUE, Set.of());
      assertFinds(folder, documents, 2000, Set.of());
      Set<Hash128> deleted =
          documents.stream()
              .map(Doc::id)
              .filter(id -> id.low() % 3 == 0)
              .collect(Collectors.toSet());
      DuplicateIndex.delete(folder, deleted);
      assertFinds(folder, documents, Long.MAX_VALUE, deleted);
      DuplicateIndex.open(folder, SETTINGS).compact(2000);
      assertFinds(folder, documents, 2000, deleted);
      DuplicateIndex.open(folder, SETTINGS).compact(Long.MAX_VALUE);
      assertFinds(folder, documents, Long.MAX_VALUE, deleted);
      DuplicateIndex index = DuplicateIndex.open(folder, SETTINGS);
      assertThat(index.segments()).hasSize(1);
      assertThat(index.documents())
          .isEqualTo(documents.stream().filter(each -> !deleted.contains(each.id())).count());
      // a window that is committed again does not add its documents again
      write(folder, documents);
      assertFinds(folder, documents, Long.MAX_VALUE, deleted);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  @Test
  void bytesDependOnlyOnTheSetOfDocuments(@TempDir Path folder) throws IOException {
    List<Doc> documents = documents(50, 1, 7);
    write(folder.resolve("a"), documents);
    List<Doc> shuffled = new ArrayList<>(documents);
    shuffled.addAll(documents.subList(0, 10));
    Collections.shuffle(shuffled, new Random(1));
    write(folder.resolve("b"), shuffled);
    assertThat(folder.resolve("b/window-0.segment"))
        .hasSameBinaryContentAs(folder.resolve("a/window-0.segment"));
  }

  @Test
  void detectsDamage(@TempDir Path folder) throws IOException {
    write(folder, documents(20, 1, 3));
    Path file = folder.resolve("window-0.segment");
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertThatThrownBy(() -> DuplicateIndex.open(folder, SETTINGS))
          .isInstanceOf(IndexFormatException.class);
    }
    Files.write(file, new byte[whole.length]);
    assertThatThrownBy(() -> DuplicateIndex.open(folder, SETTINGS))
        .hasMessageContaining(file + " is cut or damaged; delete it and add its output again");
    for (int length : new int[] {0, 10, 43, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> DuplicateIndex.open(folder, SETTINGS))
          .isInstanceOf(IndexFormatException.class);
    }
  }

  @Test
  void rejectsOtherSettings(@TempDir Path folder) throws IOException {
    write(folder, documents(3, 1, 3));
    assertThatThrownBy(() -> DuplicateIndex.open(folder, new MinHashSettings(5, 14, 8, .75, 32, 2)))
        .isInstanceOf(IndexFormatException.class)
        .hasMessageContaining("seed");
    assertThat(DuplicateIndex.open(folder, new MinHashSettings(5, 14, 8, .5, 1, 1)).segments())
        .containsExactly("window-0");
  }

  @Test
  void rejectsNamesOutsideTheFolder(@TempDir Path folder) {
    for (String name : List.of("", "../a", "a/b", ".a", "a".repeat(101))) {
      assertThatThrownBy(() -> new SegmentBuilder(SETTINGS).write(folder, name, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(folder).isEmptyDirectory();
  }
}
