package io.millrace.dedup;

import io.millrace.api.Setting;

/**
 * Settings of the stage {@code dedup-minhash}.
 *
 * <p>Bands and rows are those of Broder's MinHash with locality-sensitive hashing (Leskovec,
 * Rajaraman and Ullman, Mining of Massive Datasets, section 3.4): two documents of Jaccard
 * similarity s share a band with probability {@code 1 - (1 - s^rows)^bands}.
 */
public record MinHashSettings(
    @Setting(value = "Words in a shingle.", min = 1, max = 64) int shingleWords,
    @Setting(value = "Bands; documents that share one are compared.", min = 1, max = 128) int bands,
    @Setting(value = "Signature values in a band.", min = 1, max = 64) int rows,
    @Setting(
            value = "Similarity of the signatures from which a document is a near duplicate.",
            min = 0,
            max = 1)
        double threshold,
    @Setting(
            value = "Documents that a group of equal bands keeps to compare later ones with.",
            min = 1,
            max = 1024)
        int leaders,
    @Setting("Seed of the permutations; signatures of different seeds cannot be compared.")
        long seed,
    @Setting(
            "Folder of an index of documents emitted earlier ('millrace index'); one that repeats"
                + " any of them is dropped too. Without it, documents are compared with each other"
                + " alone.")
        String index) {

  /** Largest number of signature values: bands x rows. */
  public static final int MAX_PERMUTATIONS = 2048;

  public MinHashSettings {
    check("shingle_words", shingleWords, 1, 64);
    check("bands", bands, 1, 128);
    check("rows", rows, 1, 64);
    check("leaders", leaders, 1, 1024);
    check("bands x rows", bands * rows, 1, MAX_PERMUTATIONS);
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + ", must be in 0..1");
    }
  }

  /** Without an index. */
  public MinHashSettings(
      int shingleWords, int bands, int rows, double threshold, int leaders, long seed) {
    this(shingleWords, bands, rows, threshold, leaders, seed, "");
  }

  public static MinHashSettings defaults() {
    return new MinHashSettings(5, 14, 8, .75, 32, 1);
  }

  /** Values of a signature, and bytes of a sketch. */
  public int permutations() {
    return bands * rows;
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", must be in " + min + ".." + max);
    }
  }
}
