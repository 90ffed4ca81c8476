package io.millrace.extract.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Types of web pages, as in WCXB (Foley 2026, doi 10.5281/zenodo.19316874). */
final class PageType {

  static final List<String> NAMES =
      List.of("article", "documentation", "service", "forum", "collection", "listing", "product");

  private PageType() {}

  /** Probability of each page type; the sum is 1. */
  static float[] shares(BoostedTrees trees, float[] page) {
    double[] sums = new double[trees.outputs()];
    trees.sum(page, 1, sums);
    return BoostedTrees.softmax(sums);
  }

  static SortedMap<String, Double> named(float[] shares) {
    SortedMap<String, Double> named = new TreeMap<>();
    for (int i = 0; i < shares.length; i++) {
      named.put(NAMES.get(i), (double) shares[i]);
    }
    return named;
  }

  static String likeliest(float[] shares) {
    int best = 0;
    for (int i = 1; i < shares.length; i++) {
      best = shares[i] > shares[best] ? i : best;
    }
    return NAMES.get(best);
  }
}
