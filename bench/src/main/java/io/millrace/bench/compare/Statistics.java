package io.millrace.bench.compare;

import java.util.Arrays;
import java.util.List;

/**
 * Median and range of a few numbers.
 *
 * @param median the middle number, or the mean of the two in the middle
 * @param least the smallest number
 * @param most the largest number
 */
public record Statistics(double median, double least, double most) {

  /**
   * @throws IllegalArgumentException if there is no number, or one that is not finite
   */
  public static Statistics of(List<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0 || !Arrays.stream(sorted).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("no median of " + numbers);
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Statistics(median, sorted[0], sorted[sorted.length - 1]);
  }
}
