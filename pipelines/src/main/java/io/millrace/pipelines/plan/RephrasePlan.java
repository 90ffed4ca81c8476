package io.millrace.pipelines.plan;

import io.millrace.rephrase.gate.AnswerKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Estimate of the calls and tokens of the stage {@code rephrase}. Calls are estimated from a
 * sample; tokens of answers from cached answers of the same kind, or from typical ratios.
 *
 * @param sampled records in the sample
 * @param ended sampled records that each earlier stage dropped or failed
 * @param passing sampled documents that reach the stage
 * @param chosen sampled documents that the policy chooses
 * @param asked passages of the chosen documents
 * @param known passages of the chosen documents whose answer is in the cache
 * @param documents documents of the whole input that the policy chooses
 * @param calls calls for the whole input
 * @param promptTokens tokens of the prompts of all calls
 * @param answerTokens tokens of the answers of all calls
 * @param mostAnswerTokens upper limit of the tokens of all answers
 */
public record RephrasePlan(
    int sampled,
    SortedMap<String, Integer> ended,
    int passing,
    int chosen,
    long asked,
    long known,
    Estimate documents,
    Estimate calls,
    Estimate promptTokens,
    Estimate answerTokens,
    Estimate mostAnswerTokens) {

  public RephrasePlan {
    ended = Collections.unmodifiableSortedMap(new TreeMap<>(ended));
  }

  /** Relative error of the token count of a prompt without the model's tokeniser. */
  private static final double TOKENISER = .25;

  /** Fewest cached answers that are used for an estimate. */
  private static final int ENOUGH = 20;

  /**
   * Tokens of an answer per token of the passage.
   *
   * @param low for a terse model
   * @param high for a verbose model
   */
  private record Ratio(double low, double usual, double high) {}

  private static final Map<AnswerKind, Ratio> USUAL =
      Map.of(
          AnswerKind.REWRITE, new Ratio(.7, 1, 1.4),
          AnswerKind.CONDENSE, new Ratio(.2, .5, .9),
          AnswerKind.EXPAND, new Ratio(.6, 1.2, 2));

  /**
   * A sampled record.
   *
   * @param endedBy the stage that dropped or failed it, or "" when it reaches the stage rephrase
   * @param chosen whether the policy chooses it
   */
  public record Sampled(String endedBy, boolean chosen, List<PlannedCall> calls) {

    public Sampled {
      calls = List.copyOf(calls);
    }

    double sum(ToDoubleFunction<PlannedCall> number) {
      return calls.stream().filter(call -> !call.isKnown()).mapToDouble(number).sum();
    }
  }

  /**
   * How the model is called.
   *
   * @param tokensKnown whether the model's own tokeniser counts the prompts
   * @param maxAnswers most answers that are requested for a passage until one passes
   */
  public record Asking(boolean tokensKnown, int maxAnswers) {

    /** One answer for each passage; tokens are estimated. */
    public static final Asking ONCE = new Asking(false, 1);

    /** The number of answers until one passes is unknown: assumes that all are equally likely. */
    private Estimate answers(Estimate one) {
      return one.times(1, (1 + maxAnswers) / 2.0, maxAnswers);
    }
  }

  /** {@link #of(List, double, long, Asking)} with one answer for each passage. */
  public static RephrasePlan of(List<Sampled> sample, double population, long seed) {
    return of(sample, population, seed, Asking.ONCE);
  }

  /**
   * @param sample result for each record of the sample
   * @param population records of the input
   * @param seed of the intervals
   */
  public static RephrasePlan of(List<Sampled> sample, double population, long seed, Asking asking) {
    double off = asking.tokensKnown() ? 0 : TOKENISER;
    List<PlannedCall> calls = new ArrayList<>();
    sample.forEach(record -> calls.addAll(record.calls()));
    SortedMap<String, Integer> ended = new TreeMap<>();
    sample.stream()
        .filter(record -> !record.endedBy().isEmpty())
        .forEach(record -> ended.merge(record.endedBy(), 1, Integer::sum));
    Map<AnswerKind, Ratio> ratios = ratios(calls);
    Totals totals = new Totals(sample, population, seed);
    Estimate low = totals.of(call -> answer(call, ratios.get(call.kind()).low()));
    Estimate usual = totals.of(call -> answer(call, ratios.get(call.kind()).usual()));
    Estimate high = totals.of(call -> answer(call, ratios.get(call.kind()).high()));
    return new RephrasePlan(
        sample.size(),
        ended,
        (int) sample.stream().filter(record -> record.endedBy().isEmpty()).count(),
        (int) sample.stream().filter(Sampled::chosen).count(),
        calls.size(),
        calls.stream().filter(PlannedCall::isKnown).count(),
        totals.records(record -> record.chosen() ? 1 : 0),
        asking.answers(totals.of(call -> 1)),
        asking.answers(totals.of(PlannedCall::promptTokens).times(1 - off, 1, 1 + off)),
        asking.answers(new Estimate(low.low(), usual.value(), high.high())),
        asking.answers(totals.of(PlannedCall::maxTokens)));
  }

  private static double answer(PlannedCall call, double ratio) {
    return Math.min(call.maxTokens(), Math.max(1, ratio * call.passageTokens()));
  }

  private static Map<AnswerKind, Ratio> ratios(List<PlannedCall> calls) {
    Map<AnswerKind, Ratio> ratios = new EnumMap<>(AnswerKind.class);
    for (AnswerKind kind : AnswerKind.values()) {
      double passages = 0;
      double answers = 0;
      int count = 0;
      for (PlannedCall call : calls) {
        if (call.isKnown() && call.kind() == kind) {
          passages += call.passageTokens();
          answers += call.known();
          count++;
        }
      }
      Ratio usual = USUAL.get(kind);
      double seen = passages == 0 ? 0 : answers / passages;
      ratios.put(kind, count < ENOUGH ? usual : new Ratio(.8 * seen, seen, 1.25 * seen));
    }
    return ratios;
  }

  /** Totals by the same resamples. */
  private record Totals(List<Sampled> sample, double population, long seed) {

    Estimate of(ToDoubleFunction<PlannedCall> number) {
      return records(record -> record.sum(number));
    }

    Estimate records(ToDoubleFunction<Sampled> number) {
      return Estimate.total(sample.stream().mapToDouble(number).toArray(), population, seed);
    }
  }

  /**
   * Estimated cost.
   *
   * @param input price of a million tokens of prompt
   * @param output price of a million tokens of answer
   */
  public Estimate cost(double input, double output) {
    return promptTokens
        .times(input / 1e6, input / 1e6, input / 1e6)
        .plus(answerTokens.times(output / 1e6, output / 1e6, output / 1e6));
  }

  /** Cost if every answer has its maximum length. */
  public double mostCost(double input, double output) {
    return promptTokens.high() * input / 1e6 + mostAnswerTokens.high() * output / 1e6;
  }
}
