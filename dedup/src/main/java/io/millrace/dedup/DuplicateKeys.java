package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.Optional;

/**
 * Computes the keys of documents and adds their marks to partitions. Each method belongs to one
 * stage and adds nothing when the document has no key of its kind.
 *
 * <p>Not safe for use by several threads: signatures and text keys have working memory.
 */
public final class DuplicateKeys {

  private final UrlKey urlKey;
  private final TextKey textKey;
  private final MinHasher minHasher;
  private final int[] signature;

  public DuplicateKeys(UrlDedupSettings url, ExactDedupSettings exact, MinHashSettings minHash) {
    this.urlKey = new UrlKey(url);
    this.textKey = new TextKey(exact);
    this.minHasher = new MinHasher(minHash);
    this.signature = new int[minHash.permutations()];
  }

  /** Stage {@code dedup-url}. */
  public void markUrl(Hash128 id, long timestamp, String url, MarkPartitions out) {
    Optional<Hash128> key = urlKey.of(url);
    if (key.isPresent()) {
      out.addUrl(key.get(), timestamp, id);
    }
  }

  /** Stage {@code dedup-exact}. */
  public void markText(Hash128 id, long timestamp, String text, MarkPartitions out) {
    Optional<Hash128> key = textKey.of(text);
    if (key.isPresent()) {
      out.addText(key.get(), timestamp, id);
    }
  }

  /**
   * Stage {@code dedup-minhash}.
   *
   * @param foldedWordHashes hashes of the text's words, case folded, in order
   * @param words number of them
   */
  public void markBands(
      Hash128 id, long timestamp, long[] foldedWordHashes, int words, MarkPartitions out) {
    if (!minHasher.signature(foldedWordHashes, words, signature)) {
      return;
    }
    byte[] sketch = minHasher.sketch(signature);
    boolean oneShingle = words <= minHasher.settings().shingleWords();
    long apart = oneShingle ? ofAll(foldedWordHashes, words) : 0;
    for (int band = 0; band < minHasher.settings().bands(); band++) {
      out.addBand(band, minHasher.bandKey(band, signature) ^ apart, timestamp, id, sketch);
    }
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
}
