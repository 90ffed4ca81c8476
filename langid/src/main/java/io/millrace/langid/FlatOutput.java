package io.millrace.langid;

/** An output layer with one row per label: softmax, or a sigmoid for each label. */
final class FlatOutput extends OutputLayer {
  private static final int SIGMOID_STEPS = 512;
  private static final int SIGMOID_END = 8;
  private static final float[] SIGMOID = sigmoidTable();

  private final int labels;
  private final boolean softmax;

  FlatOutput(Matrix weights, int labels, boolean softmax) {
    super(weights);
    this.labels = labels;
    this.softmax = softmax;
  }

  @Override
  Scratch newScratch() {
    return new Scratch(labels, 0, 0);
  }

  @Override
  void collectBest(float[] hidden, Scratch scratch, BestList best) {
    collect(hidden, scratch, best);
  }

  @Override
  void collect(float[] hidden, Scratch scratch, BestList best) {
    float[] scores = scratch.floats;
    for (int i = 0; i < labels; i++) {
      scores[i] = dot(i, hidden);
    }
    if (softmax) {
      softmax(scores);
    } else {
      for (int i = 0; i < labels; i++) {
        scores[i] = sigmoid(scores[i]);
      }
    }
    for (int i = 0; i < labels; i++) {
      float score = log(scores[i]);
      if (!best.isBelow(score)) {
        best.offer(score, i);
      }
    }
  }

  private static void softmax(float[] scores) {
    float highest = scores[0];
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    float sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) Math.exp(scores[i] - highest);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }

  /** fastText's sigmoid is a table of 512 steps from -8 to 8. */
  private static float sigmoid(float x) {
    if (x < -SIGMOID_END) {
      return 0;
    }
    if (x > SIGMOID_END) {
      return 1;
    }
    return SIGMOID[(int) ((x + SIGMOID_END) * SIGMOID_STEPS / SIGMOID_END / 2)];
  }

  private static float[] sigmoidTable() {
    float[] table = new float[SIGMOID_STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      float x = (float) (i * 2 * SIGMOID_END) / SIGMOID_STEPS - SIGMOID_END;
      table[i] = (float) (1.0 / (1.0 + (float) Math.exp(-x)));
    }
    return table;
  }
}
