package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SharedTextKeysTest {

  private static final PerLanguage MOST = PerLanguage.of(2, Map.of("de", 3.0));

  /** An item that has a text at a time. */
  private record Pair(int item, int time, String language, String text) {}

  private static Set<String> found(List<Pair> pairs) throws IOException {
    Set<String> found = new TreeSet<>();
    Path directory = Files.createTempDirectory("shared-texts");
    try (DuplicateFinder finder = DuplicateFinder.ofHashes(32, 4, 12, 1 << 20, directory)) {
      MarkPartitions marks =
          new MarkPartitions(1, HashKeys.SKETCH, 1 << 8, (partition, block) -> add(finder, block));
      SharedTextKeys keys = new SharedTextKeys(MOST);
      for (Pair pair : pairs) {
        keys.mark(item(pair.item()), pair.time(), pair.language(), pair.text(), marks);
      }
      marks.flush();
      finder.find(
          mark -> {
            assertThat(mark.reason()).isEqualTo(DropReason.REPEATED_CAPTION);
            found.add(mark.id().low() + " " + mark.duplicateOf().toHex());
          });
    }
    Files.delete(directory);
    return found;
  }

  private static void add(DuplicateFinder finder, byte[] block) {
    try {
      finder.add(block);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Hash128 item(int number) {
    return new Hash128(1, number);
  }

  private static String name(int item, String language, String text) {
    return item + " " + new SharedTextKeys(MOST).of(language, text).orElseThrow().toHex();
  }

  @Test
  void firstItemsOfATextStay() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      pairs.add(new Pair(i, i, "de", "Ein Bild"));
      pairs.add(new Pair(i, i, "en", "A picture"));
    }
    pairs.add(new Pair(9, 9, "fr", "Ein Bild")); // another language has its own count
    assertThat(found(pairs))
        .containsExactlyInAnyOrder(
            name(3, "de", "Ein Bild"),
            name(4, "de", "ein  bild"),
            name(2, "en", "A picture"),
            name(3, "en", "A picture"),
            name(4, "en", "A picture"));
  }

  @Test
  void anItemCountsOnce() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pairs.add(new Pair(i % 2, i, "en", "A picture"));
    }
    assertThat(found(pairs)).isEmpty();
  }

  @Test
  void aTextWithoutAVisibleCharacterHasNoKey() {
    assertThat(new SharedTextKeys(MOST).of("en", " \t ")).isEmpty();
  }

  @Property(tries = 50)
  void resultDoesNotDependOnTheOrderOfArrival(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      pairs.add(
          new Pair(
              random.nextInt(30),
              random.nextInt(20),
              random.nextBoolean() ? "de" : "en",
              "Caption " + random.nextInt(4)));
    }
    Set<String> found = found(pairs);
    Collections.shuffle(pairs, random);
    assertThat(found(pairs)).isEqualTo(found);
  }
}
