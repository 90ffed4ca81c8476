package io.millrace.trainer.ablate;

/** Quantiles of Student's t distribution. */
final class StudentT {

  private static final int STEPS = 400;
  private static final int HALVINGS = 45;

  /** With more degrees of freedom it is practically the normal distribution. */
  private static final double MANY = 1e4;

  private StudentT() {}

  /**
   * The t with P(|T| < t) = share. With t = sqrt(d) tan(a) the density is proportional to
   * cos(a)^(d-1), which is integrated by Simpson's rule.
   *
   * @param share between 0 and 1, exclusive
   * @param freedom degrees of freedom, at least 1; need not be an integer
   */
  static double twoSided(double share, double freedom) {
    double d = Math.min(MANY, Math.max(1, freedom));
    double whole = integral(Math.PI / 2, d);
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (integral(middle, d) < share * whole) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(d) * StrictMath.tan(low);
  }

  private static double integral(double end, double freedom) {
    double step = end / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double height = StrictMath.pow(Math.max(0, StrictMath.cos(i * step)), freedom - 1);
      sum += height * (i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2);
    }
    return sum * step / 3;
  }
}
