package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.Arrays;

/**
 * Computes the band keys and the sketch of a text, for the stage {@code dedup-minhash} and for an
 * index. Reuses its memory from text to text, so it is not thread-safe.
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
   * Computes the keys and the sketch of a text.
   *
   * @param foldedWordHashes hashes of the text's words, case folded, in order
   * @param words number of words
   * @return false when the text has no words; keys and sketch are then undefined
   */
  public boolean compute(long[] foldedWordHashes, int words) {
    if (!minHasher.signature(foldedWordHashes, words, signature)) {
      return false;
    }
    sketch = minHasher.sketch(signature);
    boolean oneShingle = words <= minHasher.settings().shingleWords();
    long salt = oneShingle ? ofAll(foldedWordHashes, words) : 0;
    for (int band = 0; band < keys.length; band++) {
      keys[band] = minHasher.bandKey(band, signature) ^ salt;
    }
    return true;
  }

  /**
   * Adds a mark for each band of a text; none when the text has no words.
   *
   * @param foldedWordHashes hashes of the text's words, case folded, in order
   * @param words number of words
   */
  public void mark(
      Hash128 id, long timestamp, long[] foldedWordHashes, int words, MarkPartitions out) {
    if (compute(foldedWordHashes, words)) {
      for (int band = 0; band < keys.length; band++) {
        out.add(Mark.FIRST_BAND + band, keys[band], timestamp, id, sketch);
      }
    }
  }

  /**
   * Hash of all words, which is mixed into the keys of a text of one shingle. Without it the whole
   * signature depends on 31 bits of that shingle: of a million such texts, about a hundred would
   * match a different text. A text of more shingles is never similar to one of one shingle.
   */
  private static long ofAll(long[] foldedWordHashes, int words) {
    long hash = words;
    for (int i = 0; i < words; i++) {
      hash = Mixing.mix(hash ^ foldedWordHashes[i]);
    }
    return hash;
  }

  /** A copy of the keys of all bands. */
  public long[] keys() {
    return Arrays.copyOf(keys, keys.length);
  }

  /** Key of one band. */
  public long key(int band) {
    return keys[band];
  }

  /** Sketch of the text: a new array for each text. */
  public byte[] sketch() {
    return sketch;
  }
}
