package io.millrace.dedup;

import static io.millrace.dedup.Mixing.mix;

import java.util.Arrays;

/**
 * MinHash signatures of texts (Broder, On the resemblance and containment of documents, 1997). Two
 * signatures agree in a position with the probability of the Jaccard similarity of the two sets of
 * word shingles. A signature depends only on the settings and the words.
 *
 * <p>Allocates nothing per text: it reuses its memory and is not thread-safe.
 *
 * <p>A permutation is {@code a * x + b} modulo 2^32 with odd {@code a}, a bijection of the 32-bit
 * hashes of shingles; the upper 31 bits of the least value are kept. Stronger permutations are
 * slower and not more exact: the hashes are well mixed before, so mean and variance of the estimate
 * are those of independent permutations ({@code MinHasherTest}).
 */
public final class MinHasher {

  /** Step between the random numbers of SplitMix64. */
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private static final long SHINGLE_FACTOR = 0xd6e8feb86659fd93L;

  /** Shingles hashed at a time; they fit the first-level cache. A multiple of 4. */
  private static final int BLOCK = 512;

  /** At least the words of the longest shingle; a power of 2. */
  private static final int LAST_WORDS = 64;

  private final MinHashSettings settings;
  private final int[] factors;
  private final int[] offsets;
  private final long seed;

  /** {@code SHINGLE_FACTOR} to the power of the shingle's length: weight of the leaving word. */
  private final long leavingFactor;

  private final int[] shingles = new int[BLOCK];

  /** Ring buffer of the mixed hashes of the last words. */
  private final long[] mixed = new long[LAST_WORDS];

  public MinHasher(MinHashSettings settings) {
    this.settings = settings;
    this.seed = mix(settings.seed() + GOLDEN);
    int permutations = settings.permutations();
    this.factors = new int[permutations];
    this.offsets = new int[permutations];
    for (int i = 0; i < permutations; i++) {
      long random = mix(seed + (i + 1) * GOLDEN);
      factors[i] = (int) (random >>> 32) | 1;
      offsets[i] = (int) random;
    }
    long power = 1;
    for (int i = 0; i < settings.shingleWords(); i++) {
      power *= SHINGLE_FACTOR;
    }
    this.leavingFactor = power;
  }

  public MinHashSettings settings() {
    return settings;
  }

  /**
   * Computes the signature of a text. A text shorter than a shingle is one shingle of all its
   * words. Repeated shingles count once. Values are in 0 to 2^31 - 1.
   *
   * @param foldedWordHashes hashes of the text's words, case folded, in order
   * @param words number of words
   * @param signature receives {@link MinHashSettings#permutations} values
   * @return false when the text has no words; the signature is then unchanged
   */
  public boolean signature(long[] foldedWordHashes, int words, int[] signature) {
    if (words == 0) {
      return false;
    }
    if (signature.length != factors.length) {
      throw new IllegalArgumentException(
          "signature has room for " + signature.length + " values, must be " + factors.length);
    }
    Arrays.fill(signature, Integer.MAX_VALUE);
    int shingleWords = Math.min(settings.shingleWords(), words);
    long rolling = 0;
    int filled = 0;
    for (int last = 0; last < words; last++) {
      int place = last & LAST_WORDS - 1;
      long leaving = last < shingleWords ? 0 : mixed[last - shingleWords & LAST_WORDS - 1];
      mixed[place] = mix(foldedWordHashes[last]);
      rolling = rolling * SHINGLE_FACTOR + mixed[place] - leaving * leavingFactor;
      if (last < shingleWords - 1) {
        continue;
      }
      shingles[filled++] = (int) (mix(rolling ^ seed) >>> 32);
      if (filled == BLOCK) {
        lower(signature, filled);
        filled = 0;
      }
    }
    lower(signature, filled);
    return true;
  }

  /** Lowers each value of the signature to its minimum over the first shingles of the block. */
  private void lower(int[] signature, int filled) {
    int end = filled;
    while ((end & 3) != 0) {
      shingles[end++] = shingles[filled - 1];
    }
    for (int i = 0; i < end; i += 4) {
      lower4(
          factors,
          offsets,
          signature,
          shingles[i],
          shingles[i + 1],
          shingles[i + 2],
          shingles[i + 3]);
    }
  }

  // Four shingles at a time, so the three arrays are read once for four. Java 17 compiles a chain
  // of these minima to vector instructions; it does not vectorise Math.min on int, and a tree of
  // minima only sometimes (decision 41).
  private static void lower4(
      int[] factors, int[] offsets, int[] signature, int x0, int x1, int x2, int x3) {
    for (int p = 0; p < signature.length; p++) {
      int a = factors[p];
      int b = offsets[p];
      int least = min((a * x0 + b) >>> 1, signature[p]);
      least = min((a * x1 + b) >>> 1, least);
      least = min((a * x2 + b) >>> 1, least);
      signature[p] = min((a * x3 + b) >>> 1, least);
    }
  }

  /** Minimum of two non-negative numbers, without a branch. */
  private static int min(int left, int right) {
    int difference = left - right;
    return right + (difference & (difference >> 31));
  }

  /**
   * Hash of one band of a signature. Documents with equal keys of the same band are candidates for
   * near duplicates.
   *
   * @param band 0 to bands - 1
   */
  public long bandKey(int band, int[] signature) {
    long key = mix(seed + band);
    int from = band * settings.rows();
    for (int i = from; i < from + settings.rows(); i++) {
      key = mix(key ^ signature[i]) + GOLDEN;
    }
    return key;
  }

  /**
   * Reduces each value of a signature to 8 bits (Li and König, b-Bit Minwise Hashing, WWW 2010),
   * from which {@link Sketches} estimates a similarity.
   */
  public byte[] sketch(int[] signature) {
    byte[] sketch = new byte[signature.length];
    for (int i = 0; i < signature.length; i++) {
      sketch[i] = (byte) (mix(signature[i]) >>> 24);
    }
    return sketch;
  }
}
