package io.millrace.langid;

import java.util.ArrayList;
import java.util.List;

/**
 * Predicts with a fastText model as {@code fasttext predict} does. The text is one line (line
 * breaks count as spaces), ASCII white space separates tokens, and a token {@code </s>} ends the
 * text. Labels are those of fastText; scores agree within 1e-5.
 *
 * <p>Two differences are intended: labels have no prefix {@code __label__}, and a text without
 * words has no prediction, where fastText gives its most likely label for an empty line.
 *
 * <p>Has buffers of a few MB. Each thread needs its own; the model is shared.
 */
public final class FastTextIdentifier implements LanguageIdentifier {
  private static final Prediction NONE = new Prediction("", 0);

  private final Vocabulary vocabulary;
  private final OutputLayer output;
  private final TextVector vector;
  private final OutputLayer.Scratch scratch;
  private final BestList single;

  public FastTextIdentifier(FastTextModel model) {
    vocabulary = model.vocabulary();
    output = model.output();
    vector = new TextVector(model);
    scratch = output.newScratch();
    single = new BestList(1, vocabulary.labels());
  }

  @Override
  public Prediction identify(String text) {
    if (!vector.read(text)) {
      return NONE;
    }
    single.clear();
    output.collectBest(vector.hidden(), scratch, single);
    return single.size() == 0 ? NONE : prediction(single, 0);
  }

  /**
   * The most probable labels, best first.
   *
   * @param k most labels to return, at least 1. Fewer are returned when the model has fewer labels,
   *     or, with hierarchical softmax, when the others are below 1e-5; none for a text without
   *     words
   */
  public List<Prediction> topK(String text, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", must be at least 1");
    }
    if (!vector.read(text)) {
      return List.of();
    }
    BestList best = new BestList(k, vocabulary.labels());
    output.collect(vector.hidden(), scratch, best);
    best.sort();
    List<Prediction> predictions = new ArrayList<>(best.size());
    for (int i = 0; i < best.size(); i++) {
      predictions.add(prediction(best, i));
    }
    return predictions;
  }

  private Prediction prediction(BestList best, int i) {
    return new Prediction(vocabulary.label(best.label(i)), (float) Math.exp(best.score(i)));
  }
}
