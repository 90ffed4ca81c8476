package io.millrace.trainer.evaluate;

import io.millrace.trainer.run.StepMeasure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Evaluates the same held-out documents at regular steps of a training. */
public final class HeldOutMeasure implements StepMeasure {

  /** Nats per token. */
  public static final String LOSS = "held_out.loss";

  /** Bits per byte, which do not depend on the tokenizer. */
  public static final String BITS = "held_out.bits_per_byte";

  private final Evaluator evaluator;
  private final List<HeldOutDocument> documents;
  private final long every;

  /**
   * @param evaluator evaluator of the trained model
   * @param every steps between measurements, at least 1; the last step always has one
   */
  public HeldOutMeasure(Evaluator evaluator, List<HeldOutDocument> documents, long every) {
    this.evaluator = evaluator;
    this.documents = List.copyOf(documents);
    this.every = every;
  }

  @Override
  public SortedMap<String, Double> after(long step, long steps) {
    if (step % every != 0 && step != steps) {
      return Collections.emptySortedMap();
    }
    PredictionScore score = PredictionScore.of(evaluator.documents(documents));
    return new TreeMap<>(Map.of(LOSS, score.loss(), BITS, score.bitsPerByte()));
  }
}
