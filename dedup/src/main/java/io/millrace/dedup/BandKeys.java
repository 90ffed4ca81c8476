package io.millrace.dedup;

import java.util.Arrays;

/**
 * Band keys and sketch of one text after another, as the stage {@code dedup-minhash} compares them.
 *
 * <p>Not safe for use by several threads: it has working memory.
 */
public final class BandKeys {

  private final MinHasher minHasher;
  private final int[] signature;
  private final long[] keys;
  private byte[] sketch = new byte[0];

  public BandKeys(MinHashSettings settings) {
    this.minHasher = new MinHasher(settings);
    this.signature = new int[settings.permutations()];
    this.keys = new long[settings.bands()];
  }

  /**
   * Computes them.
   *
   * @param foldedWordHashes hashes of the text's words, case folded, in order
   * @param words number of them
   * @return false when the text has no words, and so neither
   */
  public boolean compute(long[] foldedWordHashes, int words) {
    if (!minHasher.signature(foldedWordHashes, words, signature)) {
      return false;
    }
    sketch = minHasher.sketch(signature);
    boolean oneShingle = words <= minHasher.settings().shingleWords();
    long apart = oneShingle ? ofAll(foldedWordHashes, words) : 0;
    for (int band = 0; band < keys.length; band++) {
      keys[band] = minHasher.bandKey(band, signature) ^ apart;
    }
    return true;
  }

  /**
   * What sets a text of one shingle apart. Its whole signature hangs on the 31 bits of that
   * shingle, so of a million such texts a hundred would pass for copies of another; and no text of
   * more shingles is like it anyway.
   */
  private static long ofAll(long[] foldedWordHashes, int words) {
    long hash = words;
    for (int i = 0; i < words; i++) {
      hash = Mixing.mix(hash ^ foldedWordHashes[i]);
    }
    return hash;
  }

  /** Key of each band. */
  public long[] keys() {
    return Arrays.copyOf(keys, keys.length);
  }

  /** Key of one band. */
  public long key(int band) {
    return keys[band];
  }

  /** Sketch of the text, which is not used again. */
  public byte[] sketch() {
    return sketch;
  }
}
