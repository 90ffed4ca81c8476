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
  private final BandKeys bandKeys;
  private final int bands;

  public DuplicateKeys(UrlDedupSettings url, ExactDedupSettings exact, MinHashSettings minHash) {
    this.urlKey = new UrlKey(url);
    this.textKey = new TextKey(exact);
    this.bandKeys = new BandKeys(minHash);
    this.bands = minHash.bands();
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
    if (bandKeys.compute(foldedWordHashes, words)) {
      byte[] sketch = bandKeys.sketch();
      for (int band = 0; band < bands; band++) {
        out.addBand(band, bandKeys.key(band), timestamp, id, sketch);
      }
    }
  }
}
