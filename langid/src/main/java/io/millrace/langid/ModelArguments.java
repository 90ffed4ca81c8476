package io.millrace.langid;

import java.io.IOException;

/**
 * The training arguments of a model that prediction needs.
 *
 * @param dimension length of a vector
 * @param wordNgrams longest word n-gram, 1 for single words only
 * @param buckets number of hash buckets of n-grams
 * @param minLength shortest character n-gram, in code points
 * @param maxLength longest character n-gram; 0 for none
 */
record ModelArguments(
    int dimension, int wordNgrams, Loss loss, int buckets, int minLength, int maxLength) {

  /** How the output layer computes scores; in the order of the numbers in the file. */
  enum Loss {
    HIERARCHICAL_SOFTMAX,
    NEGATIVE_SAMPLING,
    SOFTMAX,
    ONE_VS_ALL
  }

  private static final int MAGIC = 793712314;
  private static final int OLDEST_VERSION = 11;
  private static final int NEWEST_VERSION = 12;
  private static final int SUPERVISED = 3;
  private static final int MOST_DIMENSIONS = 1 << 14;
  private static final int LONGEST_NGRAM = 1 << 10;

  static ModelArguments read(ModelInput in) throws IOException {
    if (in.readInt("its first four bytes") != MAGIC) {
      throw new IOException("not a fastText model: it does not start with fastText's mark");
    }
    int version = in.readInt("the version");
    if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
      throw new IOException("fastText model has version " + version + ", only 11 and 12 are known");
    }
    int dimension = between(in, "dim", 1, MOST_DIMENSIONS);
    skip(in, "ws", "epoch", "minCount", "neg");
    int wordNgrams = between(in, "wordNgrams", Integer.MIN_VALUE, LONGEST_NGRAM);
    int loss = between(in, "loss", 1, Loss.values().length);
    int model = in.readInt("model");
    if (model != SUPERVISED) {
      throw new IOException("fastText model is not supervised: it holds word vectors, no labels");
    }
    int buckets = between(in, "bucket", 0, Integer.MAX_VALUE);
    int minLength = in.readInt("minn");
    int maxLength = between(in, "maxn", Integer.MIN_VALUE, LONGEST_NGRAM);
    skip(in, "lrUpdateRate");
    in.readDouble("t");
    if (version == OLDEST_VERSION) {
      maxLength = 0; // character n-grams of classifiers came with version 12
    }
    if (buckets == 0 && (maxLength > 0 || wordNgrams > 1)) {
      throw ModelInput.corrupted("it has n-grams but no buckets");
    }
    return new ModelArguments(
        dimension, wordNgrams, Loss.values()[loss - 1], buckets, minLength, maxLength);
  }

  private static void skip(ModelInput in, String... names) throws IOException {
    for (String name : names) {
      in.readInt(name);
    }
  }

  private static int between(ModelInput in, String name, int least, int most) throws IOException {
    int value = in.readInt(name);
    if (value < least || value > most) {
      throw ModelInput.corrupted(name + " is " + value);
    }
    return value;
  }
}
