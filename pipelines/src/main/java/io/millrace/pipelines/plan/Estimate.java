package io.millrace.pipelines.plan;

import java.util.Arrays;
import java.util.Random;

/**
 * A total over all records, estimated from a sample, with an interval.
 *
 * @param low the 5th percentile
 * @param value the estimate
 * @param high the 95th percentile
 */
public record Estimate(double low, double value, double high) {

  private static final int RESAMPLES = 1000;
  private static final double TAIL = .05;

  /** A known total. */
  public static Estimate exactly(double value) {
    return new Estimate(value, value, value);
  }

  /**
   * The total of a number that is measured for each record of a sample, by bootstrap (Efron 1979):
   * percentiles of the totals of resamples. The distance of each end from the estimate is
   * multiplied by the square root of the share of records that are not in the sample, since the
   * sample is drawn without replacement.
   *
   * @param values one for each sampled record
   * @param population number of all records, at least the size of the sample
   * @param seed the same seed gives the same interval
   */
  public static Estimate total(double[] values, double population, long seed) {
    int n = values.length;
    if (n == 0) {
      return exactly(0);
    }
    double mean = Arrays.stream(values).sum() / n;
    double unseen = Math.sqrt(Math.max(0, 1 - n / Math.max(population, n)));
    double[] means = new double[RESAMPLES];
    // the specification of the JDK defines its sequence
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

  /** Multiplies the ends and the value by a factor each. */
  public Estimate times(double lowFactor, double factor, double highFactor) {
    return new Estimate(low * lowFactor, value * factor, high * highFactor);
  }

  public Estimate plus(Estimate other) {
    return new Estimate(low + other.low, value + other.value, high + other.high);
  }
}
