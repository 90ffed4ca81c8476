package io.millrace.trainer.run;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One step, for a live line.
 *
 * @param step its number, from 1
 * @param steps of the whole run
 * @param loss mean over its targets, in nats
 * @param learningRate that it took
 * @param gradientNorm before clipping
 * @param tokens read so far, since the run began
 * @param mishap what went wrong and what was done, or empty
 * @param seconds that it took
 * @param tokensPerSecond of this step
 * @param counters what layers noted in the step's last batch, by name: shares of tokens dropped,
 *     load of experts; and what a {@link StepMeasure} measured after the step
 */
public record StepReport(
    long step,
    long steps,
    double loss,
    double learningRate,
    double gradientNorm,
    long tokens,
    String mishap,
    double seconds,
    double tokensPerSecond,
    SortedMap<String, Double> counters) {

  /** With further counters. */
  StepReport with(SortedMap<String, Double> more) {
    if (more.isEmpty()) {
      return this;
    }
    SortedMap<String, Double> all = new TreeMap<>(counters);
    all.putAll(more);
    return new StepReport(
        step,
        steps,
        loss,
        learningRate,
        gradientNorm,
        tokens,
        mishap,
        seconds,
        tokensPerSecond,
        all);
  }
}
