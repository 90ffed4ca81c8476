package io.millrace.trainer.evaluate;

/** A closed interval. */
public record Interval(double low, double high) {

  /** Two-sided 95 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  public boolean contains(double number) {
    return low <= number && number <= high;
  }

  /**
   * 95 % interval of a share (Wilson 1927), valid also for few trials and shares near 0 and 1.
   *
   * @param trials at least 1
   */
  public static Interval wilson(long successes, long trials) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials + " is no share");
    }
    double share = (double) successes / trials;
    double square = Z * Z / trials;
    double middle = (share + square / 2) / (1 + square);
    double half =
        Z / (1 + square) * Math.sqrt(share * (1 - share) / trials + square / (4 * trials));
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
