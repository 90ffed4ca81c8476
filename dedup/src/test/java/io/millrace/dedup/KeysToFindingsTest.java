package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Hash128;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From documents through keys and marks to findings, as in the pipeline. */
class KeysToFindingsTest {

  private static final MinHashSettings SETTINGS = MinHashSettings.defaults();

  private final UrlKey urls = new UrlKey(UrlDedupSettings.defaults());
  private final TextKey texts = new TextKey(ExactDedupSettings.defaults());
  private final BandKeys bands = new BandKeys(SETTINGS);
  private final List<byte[]> blocks = new ArrayList<>();
  private final MarkPartitions out =
      new MarkPartitions(1, SETTINGS.permutations(), 1000, (partition, block) -> blocks.add(block));

  @TempDir Path directory;

  @Test
  void findsEqualUrlsEqualTextsAndNearDuplicates() throws IOException {
    markUrl(id(1), 10, "http://example.com/a?utm_source=x");
    markUrl(id(2), 20, "https://www.example.com/a/");
    markText(id(3), 10, "Some  text.");
    markText(id(4), 20, "some text.");
    long[] words = new SplittableRandom(1).longs(500).toArray();
    bands.mark(id(5), 10, words, 500, out);
    words[499] = 0;
    bands.mark(id(6), 20, words, 500, out);
    bands.mark(id(7), 30, new SplittableRandom(2).longs(500).toArray(), 500, out);
    List<DuplicateMark> found = find();
    assertThat(found.stream().map(mark -> mark.id() + " " + mark.duplicateOf()).distinct())
        .containsExactlyInAnyOrder(id(2) + " " + id(1), id(4) + " " + id(3), id(6) + " " + id(5));
    assertThat(found.stream().filter(mark -> mark.kind() >= Mark.FIRST_BAND)).hasSizeBetween(8, 14);
  }

  @Test
  void documentsWithoutAKeyAreNeverFound() throws IOException {
    for (int i = 0; i < 3; i++) {
      markUrl(id(i), i, "");
      markUrl(id(i), i, "http://example.com/");
      markText(id(i), i, " \n");
      bands.mark(id(i), i, new long[0], 0, out);
    }
    assertThat(find()).isEmpty();
    assertThat(blocks).isEmpty();
  }

  /** With the 31 bits of a shingle alone, about nine of these texts would match another one. */
  @Test
  void shortTextsAreNearDuplicatesOnlyWhenTheirWordsAgree() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    MinHashSettings oneBand = new MinHashSettings(5, 1, 8, .75, 32, 1);
    BandKeys shortTexts = new BandKeys(oneBand);
    MarkPartitions marks =
        new MarkPartitions(
            1, oneBand.permutations(), 1 << 16, (partition, block) -> blocks.add(block));
    for (int i = 0; i < 200_000; i++) {
      shortTexts.mark(id(i), i, random.longs(4).toArray(), 4, marks);
    }
    long[] words = {1, 2, 3, 4};
    shortTexts.mark(id(200_001), 200_001, words, 4, marks);
    shortTexts.mark(id(200_002), 200_002, words, 4, marks);
    marks.flush();
    List<DuplicateMark> found = new ArrayList<>();
    try (DuplicateFinder finder =
        new DuplicateFinder(
            oneBand, oneBand.permutations(), DuplicateFinder.DEFAULT_MEMORY, directory)) {
      for (byte[] block : blocks) {
        finder.add(block);
      }
      finder.find(found::add);
    }
    assertThat(found).extracting(DuplicateMark::id).containsExactly(id(200_002));
  }

  private void markUrl(Hash128 id, long timestamp, String url) {
    urls.of(url).ifPresent(key -> out.add(Mark.URL, key, timestamp, id));
  }

  private void markText(Hash128 id, long timestamp, String text) {
    texts.of(text).ifPresent(key -> out.add(Mark.TEXT, key, timestamp, id));
  }

  private List<DuplicateMark> find() throws IOException {
    out.flush();
    List<DuplicateMark> found = new ArrayList<>();
    try (DuplicateFinder finder =
        new DuplicateFinder(
            SETTINGS, SETTINGS.permutations(), DuplicateFinder.DEFAULT_MEMORY, directory)) {
      for (byte[] block : blocks) {
        finder.add(block);
      }
      finder.find(found::add);
    }
    return found;
  }

  private static Hash128 id(int number) {
    return new Hash128(0, number);
  }
}
