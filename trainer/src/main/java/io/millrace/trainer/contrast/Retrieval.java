package io.millrace.trainer.contrast;

import io.millrace.trainer.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Zero-shot retrieval: how often the text of an image is among its nearest texts, and back. */
public final class Retrieval {

  /** Depths of recall. */
  public static final List<Integer> DEPTHS = List.of(1, 5, 10);

  private Retrieval() {}

  /**
   * Shares from 0 to 1 by depth.
   *
   * @param pairs number of pairs; more pairs are harder
   * @param textOfImage share of images whose text is among the nearest
   * @param imageOfText share of texts whose image is among the nearest
   */
  public record Recall(
      int pairs, SortedMap<Integer, Double> textOfImage, SortedMap<Integer, Double> imageOfText) {}

  /**
   * Recall of embeddings.
   *
   * @param images [pairs, dimensions] row by row, of norm 1
   * @param texts the same for texts
   */
  public static Recall of(float[] images, float[] texts, int pairs) {
    if (images.length != texts.length || images.length % pairs != 0) {
      throw new IllegalArgumentException(
          "images and texts must have the same number and length of vectors");
    }
    return new Recall(pairs, recall(images, texts, pairs), recall(texts, images, pairs));
  }

  /** Recall of a model over all pairs of all batches. */
  public static Recall of(PairModel model, Scope root, Iterable<PairBatch> batches) {
    List<float[]> images = new ArrayList<>();
    List<float[]> texts = new ArrayList<>();
    int pairs = 0;
    for (PairBatch batch : batches) {
      try (Scope scope = root.evaluation()) {
        PairModel.Embeddings both = model.embed(scope, batch);
        images.add(both.images().floats());
        texts.add(both.texts().floats());
        pairs += batch.pairs();
      }
    }
    if (pairs == 0) {
      throw new IllegalArgumentException("no pairs to evaluate");
    }
    return of(joined(images), joined(texts), pairs);
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int place = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, place, part.length);
      place += part.length;
    }
    return all;
  }

  private static SortedMap<Integer, Double> recall(float[] asked, float[] answers, int pairs) {
    int width = asked.length / pairs;
    long[] found = new long[DEPTHS.size()];
    for (int i = 0; i < pairs; i++) {
      int rank = rank(asked, answers, pairs, width, i);
      for (int k = 0; k < found.length; k++) {
        found[k] += rank < DEPTHS.get(k) ? 1 : 0;
      }
    }
    SortedMap<Integer, Double> shares = new TreeMap<>();
    for (int k = 0; k < found.length; k++) {
      shares.put(DEPTHS.get(k), (double) found[k] / pairs);
    }
    return shares;
  }

  /** Number of wrong answers that are at least as near as the right one; ties count as nearer. */
  private static int rank(float[] asked, float[] answers, int pairs, int width, int own) {
    double right = dot(asked, own, answers, own, width);
    int rank = 0;
    for (int other = 0; other < pairs; other++) {
      rank += other != own && !(dot(asked, own, answers, other, width) < right) ? 1 : 0;
    }
    return rank;
  }

  private static double dot(float[] a, int rowOfA, float[] b, int rowOfB, int width) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += (double) a[rowOfA * width + i] * b[rowOfB * width + i];
    }
    return sum;
  }
}
