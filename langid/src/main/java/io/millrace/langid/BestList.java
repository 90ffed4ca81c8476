package io.millrace.langid;

/**
 * Keeps the best k of the labels offered. Copies the binary heap of the C++ library that fastText
 * uses, step by step: the steps decide which of several equal labels stay and in which order they
 * come out, and equal scores are common where fastText's sigmoid saturates.
 */
final class BestList {
  private final int most;
  private final float[] scores;
  private final int[] labels;
  private int size;

  /**
   * @param most k, at least 1
   * @param candidates number of labels that can be offered
   */
  BestList(int most, int candidates) {
    this.most = most;
    int room = Math.min(most, candidates) + 1;
    scores = new float[room];
    labels = new int[room];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  float score(int i) {
    return scores[i];
  }

  int label(int i) {
    return labels[i];
  }

  /** Whether a candidate of this score cannot enter the list. */
  boolean isBelow(float score) {
    return size == most && score < scores[0];
  }

  /** Adds a candidate, then drops the worst one if there are more than k. */
  void offer(float score, int label) {
    siftUp(size, 0, score, label);
    size++;
    if (size > most) {
      removeWorst();
    }
  }

  /** Sorts, best first. Call once, after the last offer. */
  void sort() {
    int all = size;
    while (size > 1) {
      removeWorst();
    }
    size = all;
  }

  /** Moves the worst label from the root to the end and restores the heap. */
  private void removeWorst() {
    int last = size - 1;
    float score = scores[last];
    int label = labels[last];
    set(last, 0);
    size = last;
    int hole = 0;
    int child = 0;
    while (child < (last - 1) / 2) {
      child = 2 * (child + 1);
      if (scores[child] > scores[child - 1]) {
        child--;
      }
      set(hole, child);
      hole = child;
    }
    if ((last & 1) == 0 && child == (last - 2) / 2) {
      child = 2 * (child + 1);
      set(hole, child - 1);
      hole = child - 1;
    }
    siftUp(hole, 0, score, label);
  }

  private void siftUp(int from, int top, float score, int label) {
    int hole = from;
    int parent = (hole - 1) / 2;
    while (hole > top && scores[parent] > score) {
      set(hole, parent);
      hole = parent;
      parent = (hole - 1) / 2;
    }
    scores[hole] = score;
    labels[hole] = label;
  }

  private void set(int to, int from) {
    scores[to] = scores[from];
    labels[to] = labels[from];
  }
}
