package io.millrace.pipelines.plan;

import java.util.Arrays;
import java.util.Random;

/**
 * A total over all records, told from a sample, with an interval.
 *
 * @param low the 5th percentile
 * @param value the most probable
 * @param high the 95th percentile
 */
public record Estimate(double low, double value, double high) {

  private static final int RESAMPLES = 1000;
  private static final double TAIL = .05;

  /** What is known for sure. */
  public static Estimate exactly(double value) {
    return new Estimate(value, value, value);
  }

  /**
   * The total of a number that was measured for each record of a sample, by bootstrap (Efron 1979):
   * percentiles of the totals of samples drawn from the sample, pulled towards the estimate by the
   * square root of the share that was not looked at, as the sample is drawn without putting back.
   *
   * @param values one for each sampled record
   * @param population records in all, at least as many as in the sample
   * @param seed same seed, same interval
   */
  public static Estimate total(double[] values, double population, long seed) {
    int n = values.length;
    if (n == 0) {
      return exactly(0);
    }
    double mean = Arrays.stream(values).sum() / n;
    double unseen = Math.sqrt(Math.max(0, 1 - n / Math.max(population, n)));
    double[] means = new double[RESAMPLES];
    // The generator is laid down by the JDK's specification.
    Random random = new Random(seed);
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += values[random.nextInt(n)];
      }
      means[i] = sum / n;
    }
    Arrays.sort(means);
    double low = means[(int) (TAIL * RESAMPLES)];
    double high = means[(int) ((1 - TAIL) * RESAMPLES) - 1];
    return new Estimate(
        population * (mean - (mean - Math.min(low, mean)) * unseen),
        population * mean,
        population * (mean + (Math.max(high, mean) - mean) * unseen));
  }

  /** With both ends moved by factors. */
  public Estimate times(double lowFactor, double factor, double highFactor) {
    return new Estimate(low * lowFactor, value * factor, high * highFactor);
  }

  public Estimate plus(Estimate other) {
    return new Estimate(low + other.low, value + other.value, high + other.high);
  }
}
