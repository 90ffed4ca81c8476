package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinHasherTest {

  private static final MinHashSettings DEFAULTS = MinHashSettings.defaults();

  /** Shingles of one word, so that a test chooses the set of shingles. */
  private static final MinHashSettings WORDS = new MinHashSettings(1, 14, 8, .75, 32, 1);

  /** Computed by an independent program, written from the description of the algorithm. */
  private static final int[] FIRST_VALUES = {1234786639, 180037780, 1145602684, 641110036};

  private static final long FIRST_KEY = 4649960370017110753L;
  private static final long LAST_KEY = -1656696256558826096L;
  private static final byte[] FIRST_BYTES = {-99, -59, -121, 11};

  /** Signatures of stored indexes must stay comparable across releases. */
  @Test
  void valuesAreStable() {
    int[] signature = signature(DEFAULTS, 1, 2, 3, 4, 5, 6, 7);
    MinHasher hasher = new MinHasher(DEFAULTS);
    assertThat(signature).startsWith(FIRST_VALUES);
    assertThat(hasher.bandKey(0, signature)).isEqualTo(FIRST_KEY);
    assertThat(hasher.bandKey(13, signature)).isEqualTo(LAST_KEY);
    assertThat(hasher.sketch(signature)).startsWith(FIRST_BYTES);
  }

  @Test
  void aTextWithoutWordsHasNoSignature() {
    int[] signature = new int[112];
    signature[5] = 7;
    assertThat(new MinHasher(DEFAULTS).signature(new long[3], 0, signature)).isFalse();
    assertThat(signature[5]).isEqualTo(7);
  }

  @Test
  void rejectsASignatureArrayOfTheWrongLength() {
    assertThatThrownBy(() -> new MinHasher(DEFAULTS).signature(new long[3], 3, new int[111]))
        .hasMessageContaining("111")
        .hasMessageContaining("112");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aTextUpToAShingleLongIsOneShingle(int words) {
    long[] text = {11, 12, 13, 14, 15};
    long[] other = text.clone();
    other[words - 1] = 99;
    assertThat(similarity(text, words, other, words)).isLessThan(.1);
    assertThat(similarity(text, words, text.clone(), words)).isEqualTo(1);
  }

  @Test
  void orderOfWordsCounts() {
    long[] text = {1, 2, 3, 4, 5};
    long[] turned = {5, 4, 3, 2, 1};
    assertThat(similarity(text, 5, turned, 5)).isLessThan(.1);
  }

  /** The rolling hash and the blocks give the same as hashing each shingle separately. */
  @Property(tries = 60)
  void matchesShinglesHashedSeparately(
      @ForAll @IntRange(min = 5, max = 1100) int words, @ForAll long seed) {
    long[] text = new SplittableRandom(seed).longs(words).toArray();
    int[] expected = new int[112];
    Arrays.fill(expected, Integer.MAX_VALUE);
    MinHasher hasher = new MinHasher(DEFAULTS);
    int[] one = new int[112];
    for (int i = 0; i + 5 <= words; i++) {
      hasher.signature(Arrays.copyOfRange(text, i, i + 5), 5, one);
      for (int p = 0; p < 112; p++) {
        expected[p] = Math.min(expected[p], one[p]);
      }
    }
    assertThat(signature(DEFAULTS, text)).isEqualTo(expected);
  }

  @Property(tries = 40)
  void matchesSeparateHashesForShinglesOfAnyLength(
      @ForAll @IntRange(min = 1, max = 64) int shingle,
      @ForAll @IntRange(min = 0, max = 150) int more,
      @ForAll long seed) {
    MinHashSettings settings = new MinHashSettings(shingle, 2, 4, .75, 32, 1);
    long[] text = new SplittableRandom(seed).longs(shingle + more).toArray();
    int[] expected = new int[8];
    Arrays.fill(expected, Integer.MAX_VALUE);
    for (int i = 0; i + shingle <= text.length; i++) {
      int[] one = new int[8];
      new MinHasher(settings).signature(Arrays.copyOfRange(text, i, i + shingle), shingle, one);
      for (int p = 0; p < 8; p++) {
        expected[p] = Math.min(expected[p], one[p]);
      }
    }
    int[] whole = new int[8];
    new MinHasher(settings).signature(text, text.length, whole);
    assertThat(whole).isEqualTo(expected);
  }

  @Property(tries = 50)
  void repeatedShinglesCountOnce(@ForAll @Size(min = 1, max = 50) long[] words) {
    long[] twice = new long[words.length * 2];
    System.arraycopy(words, 0, twice, 0, words.length);
    System.arraycopy(words, 0, twice, words.length, words.length);
    assertThat(signature(WORDS, twice)).isEqualTo(signature(WORDS, words));
  }

  @Property(tries = 50)
  void seedsChangeSignatures(@ForAll long seed) {
    MinHashSettings other = new MinHashSettings(5, 14, 8, .75, 32, seed == 1 ? 2 : seed);
    int[] signature = signature(DEFAULTS, 1, 2, 3, 4, 5, 6);
    int[] different = signature(other, 1, 2, 3, 4, 5, 6);
    assertThat(agreement(signature, different)).isLessThan(.1);
  }

  /**
   * Mean and variance of the estimate are those of independent permutations, for signatures and
   * sketches, within 4 standard errors.
   */
  @ParameterizedTest
  @CsvSource({"10, .3", "10, .8", "100, .5", "100, .75", "400, .7", "400, .9"})
  void estimatesTheJaccardSimilarity(int union, double jaccard) {
    int trials = 1500;
    Pairs pairs = new Pairs(union, jaccard);
    double sum = 0;
    double squares = 0;
    double sketches = 0;
    for (int i = 0; i < trials; i++) {
      pairs.next();
      double estimate = agreement(pairs.left, pairs.right);
      sum += estimate;
      squares += estimate * estimate;
      sketches += Sketches.similarity(pairs.leftSketch(), pairs.rightSketch());
    }
    double mean = sum / trials;
    double variance = jaccard * (1 - jaccard) / 112;
    double tolerance = 4 * Math.sqrt(variance / trials);
    assertThat(mean).isCloseTo(jaccard, within(tolerance));
    assertThat(sketches / trials).isCloseTo(jaccard, within(1.1 * tolerance));
    assertThat((squares / trials - mean * mean) / variance).isBetween(.85, 1.15);
  }

  /** 1 - (1 - s^8)^14, the curve of locality-sensitive hashing, within 4 standard errors. */
  @ParameterizedTest
  @CsvSource({"100, .5", "100, .6", "100, .7", "100, .75", "100, .8", "20, .7", "500, .7"})
  void bandsCollideWithTheExpectedProbability(int union, double jaccard) {
    int trials = 2000;
    double expected = 1 - Math.pow(1 - Math.pow(jaccard, 8), 14);
    Pairs pairs = new Pairs(union, jaccard);
    int collisions = 0;
    for (int i = 0; i < trials; i++) {
      pairs.next();
      collisions += pairs.shareABand() ? 1 : 0;
    }
    double error = Math.sqrt(expected * (1 - expected) / trials);
    assertThat((double) collisions / trials).isCloseTo(expected, within(4 * error));
  }

  @Test
  void equalRowsInDifferentBandsHaveDifferentKeys() {
    MinHasher hasher = new MinHasher(DEFAULTS);
    int[] signature = new int[112];
    assertThat(hasher.bandKey(0, signature)).isNotEqualTo(hasher.bandKey(1, signature));
  }

  @Test
  void aKeyDependsOnAllRowsOfItsBandOnly() {
    MinHasher hasher = new MinHasher(DEFAULTS);
    int[] signature = signature(DEFAULTS, 1, 2, 3, 4, 5, 6);
    long key = hasher.bandKey(3, signature);
    for (int i = 0; i < 112; i++) {
      signature[i] ^= 1;
      assertThat(hasher.bandKey(3, signature) != key).isEqualTo(i / 8 == 3);
      signature[i] ^= 1;
    }
  }

  @Test
  void rejectsSettingsOutOfRange() {
    assertThatThrownBy(() -> new MinHashSettings(0, 14, 8, .75, 32, 1))
        .hasMessage("shingle_words is 0, must be in 1..64");
    assertThatThrownBy(() -> new MinHashSettings(5, 129, 8, .75, 32, 1))
        .hasMessageContaining("bands is 129");
    assertThatThrownBy(() -> new MinHashSettings(5, 64, 64, .75, 32, 1))
        .hasMessage("bands x rows is 4096, must be in 1..2048");
    assertThatThrownBy(() -> new MinHashSettings(5, 14, 8, Double.NaN, 32, 1))
        .hasMessageContaining("threshold is NaN");
  }

  private static int[] signature(MinHashSettings settings, long... words) {
    int[] signature = new int[settings.permutations()];
    assertThat(new MinHasher(settings).signature(words, words.length, signature)).isTrue();
    return signature;
  }

  private static double similarity(long[] left, int leftWords, long[] right, int rightWords) {
    MinHasher hasher = new MinHasher(DEFAULTS);
    int[] a = new int[112];
    int[] b = new int[112];
    hasher.signature(left, leftWords, a);
    hasher.signature(right, rightWords, b);
    return agreement(a, b);
  }

  private static double agreement(int[] left, int[] right) {
    int equal = 0;
    for (int i = 0; i < left.length; i++) {
      equal += left[i] == right[i] ? 1 : 0;
    }
    return (double) equal / left.length;
  }

  /** Random pairs of sets of a given similarity, and their signatures. */
  private static final class Pairs {
    private final SplittableRandom random = new SplittableRandom(20261125);
    private final MinHasher hasher = new MinHasher(WORDS);
    private final long[] leftSet;
    private final long[] rightSet;
    private final int common;
    private final int[] left = new int[112];
    private final int[] right = new int[112];

    Pairs(int union, double jaccard) {
      common = (int) Math.round(union * jaccard);
      assertThat((double) common / union).isCloseTo(jaccard, within(1e-9));
      int onlyLeft = (union - common) / 2;
      leftSet = new long[common + onlyLeft];
      rightSet = new long[union - onlyLeft];
    }

    void next() {
      for (int i = 0; i < leftSet.length; i++) {
        leftSet[i] = random.nextLong();
      }
      for (int i = 0; i < rightSet.length; i++) {
        rightSet[i] = i < common ? leftSet[i] : random.nextLong();
      }
      hasher.signature(leftSet, leftSet.length, left);
      hasher.signature(rightSet, rightSet.length, right);
    }

    byte[] leftSketch() {
      return hasher.sketch(left);
    }

    byte[] rightSketch() {
      return hasher.sketch(right);
    }

    boolean shareABand() {
      for (int band = 0; band < 14; band++) {
        if (hasher.bandKey(band, left) == hasher.bandKey(band, right)) {
          return true;
        }
      }
      return false;
    }
  }
}
