package io.millrace.trainer.run;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A step of a training.
 *
 * @param step its number, from 1
 * @param steps steps of the whole run
 * @param loss mean over its targets, in nats
 * @param gradientNorm before clipping
 * @param tokens tokens read since the run began
 * @param mishap problem and reaction, or empty
 * @param counters counters of layers in the step's last batch, by name (shares of tokens dropped,
 *     load of experts), and results of the {@link StepMeasure}
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

  /** The same with more counters. */
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
