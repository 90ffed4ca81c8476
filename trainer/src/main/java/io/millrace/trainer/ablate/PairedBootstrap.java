package io.millrace.trainer.ablate;

import io.millrace.trainer.evaluate.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The 95 % interval of a difference that was measured on the same documents with the same pairs of
 * seeds. Seeds and documents are the two sources of variance. Each is resampled with replacement
 * (Efron 1979), with pairs kept together; the two variances are added, each times n / (n - 1). The
 * interval is the estimate plus and minus t times the root of the sum, with the degrees of freedom
 * of such a sum (Satterthwaite 1946). So few seeds give a wide interval; percentiles of resampled
 * seeds would be too narrow.
 */
public final class PairedBootstrap {

  /** With fewer documents their variance cannot be estimated. */
  public static final int FEWEST_DOCUMENTS = 5;

  private static final double CONFIDENCE = .95;

  private PairedBootstrap() {}

  /**
   * The difference of sum(values) / sum(weights).
   *
   * @param differences by pair of seeds, then by document: second minus first
   * @param weights by document, above 0: bytes of text, or 1
   * @param resamples number of resamples of seeds and of documents
   * @param seed of the resampling
   */
  public static Difference of(double[][] differences, double[] weights, int resamples, long seed) {
    int seeds = differences.length;
    int documents = weights.length;
    if (seeds < 1 || documents < 1 || resamples < 2) {
      throw new IllegalArgumentException(
          "the bootstrap needs at least 1 seed, 1 document and 2 resamples");
    }
    double whole = Arrays.stream(weights).sum();
    double[] bySeed = new double[seeds];
    double[] byDocument = new double[documents];
    for (int s = 0; s < seeds; s++) {
      for (int d = 0; d < documents; d++) {
        bySeed[s] += differences[s][d] / whole;
        byDocument[d] += differences[s][d] / seeds;
      }
    }
    double estimate = Arrays.stream(bySeed).sum() / seeds;
    if (documents < FEWEST_DOCUMENTS) {
      return new Difference(estimate, new Interval(Double.NaN, Double.NaN), seeds, documents);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double ofDocuments =
        variance(byDocument, weights, resamples, random) * documents / (documents - 1);
    double ofSeeds = 0;
    if (seeds > 1) {
      double[] ones = new double[seeds];
      Arrays.fill(ones, 1);
      ofSeeds = variance(bySeed, ones, resamples, random) * seeds / (seeds - 1);
    }
    double sum = ofSeeds + ofDocuments;
    double freedom =
        sum == 0
            ? documents - 1
            : sum
                * sum
                / (ofDocuments * ofDocuments / (documents - 1)
                    + (seeds > 1 ? ofSeeds * ofSeeds / (seeds - 1) : 0));
    double half = StudentT.twoSided(CONFIDENCE, freedom) * Math.sqrt(sum);
    return new Difference(
        estimate, new Interval(estimate - half, estimate + half), seeds, documents);
  }

  /** Variance of sum(values) / sum(weights) over resamples. */
  private static double variance(
      double[] values, double[] weights, int resamples, SplittableRandom random) {
    double mean = 0;
    double squares = 0;
    for (int r = 1; r <= resamples; r++) {
      double value = 0;
      double weight = 0;
      for (int i = 0; i < values.length; i++) {
        int drawn = random.nextInt(values.length);
        value += values[drawn];
        weight += weights[drawn];
      }
      // Welford 1962
      double ratio = value / weight;
      double change = ratio - mean;
      mean += change / r;
      squares += change * (ratio - mean);
    }
    return squares / (resamples - 1);
  }
}
