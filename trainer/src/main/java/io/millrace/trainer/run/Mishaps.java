package io.millrace.trainer.run;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Checks loss and gradient of each step, and counts mishaps. */
final class Mishaps {

  private final MishapSettings settings;
  private final Deque<Double> losses;
  private long skipped;
  private long rolledBack;
  private long spikes;

  /**
   * @param losses losses of the last good steps, oldest first
   */
  Mishaps(MishapSettings settings, Collection<Double> losses, RunCounts counts) {
    this.settings = settings;
    this.losses = new ArrayDeque<>(losses);
    this.skipped = counts.skipped();
    this.rolledBack = counts.rolledBack();
    this.spikes = counts.spikes();
  }

  /**
   * A verdict on a step.
   *
   * @param rule the reaction; {@link MishapRule#KEEP} takes the step
   * @param name problem and reaction, for the metrics; empty for a good step
   */
  record Verdict(MishapRule rule, String name) {}

  /**
   * Checks a step and counts its mishap.
   *
   * @throws MishapException if the rule is {@code fail}, or there are more mishaps than allowed
   */
  Verdict judge(long step, double loss, double norm) {
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      String what = "the loss is " + loss + " and the gradient's norm is " + norm;
      return count(settings.notFinite(), step, "not-finite", what);
    }
    double mean = losses.stream().mapToDouble(Double::doubleValue).average().orElse(loss);
    boolean spike = losses.size() == settings.window() && loss > settings.spikeFactor() * mean;
    if (spike) {
      spikes++;
      String what = "the loss jumps to " + loss + " from a mean of " + mean;
      Verdict verdict = count(settings.spike(), step, "spike", what);
      if (verdict.rule() != MishapRule.KEEP) {
        return verdict;
      }
      remember(loss);
      return verdict;
    }
    remember(loss);
    return new Verdict(MishapRule.KEEP, "");
  }

  private void remember(double loss) {
    losses.add(loss);
    if (losses.size() > settings.window()) {
      losses.remove();
    }
  }

  private Verdict count(MishapRule rule, long step, String name, String what) {
    switch (rule) {
      case KEEP -> {
        return new Verdict(rule, name + ", kept");
      }
      case SKIP -> skipped++;
      case ROLL_BACK -> rolledBack++;
      case FAIL -> throw new MishapException("step " + step + ": " + what);
    }
    if (skipped + rolledBack > settings.allowed()) {
      throw new MishapException(
          "step "
              + step
              + ": "
              + what
              + "; more mishaps than the "
              + settings.allowed()
              + " allowed");
    }
    return new Verdict(rule, name + (rule == MishapRule.SKIP ? ", skipped" : ", rolled back"));
  }

  List<Double> losses() {
    return List.copyOf(losses);
  }

  RunCounts counts() {
    return new RunCounts(skipped, rolledBack, spikes);
  }
}
