package io.millrace.trainer.ablate;

import io.millrace.trainer.evaluate.DocumentScore;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Compares the runs of two trainings, seed by seed and document by document. */
public final class PairedComparison {

  /** Name of the group of all documents. */
  public static final String ALL = "all";

  private static final int RESAMPLES = 2_000;

  private final List<RunScores> first;
  private final List<RunScores> second;
  private final long seed;

  /**
   * @param first runs by seed
   * @param second runs with the same seeds, measured on the same documents and questions
   * @param seed of the resampling
   */
  public PairedComparison(List<RunScores> first, List<RunScores> second, long seed) {
    if (first.isEmpty() || first.size() != second.size()) {
      throw new IllegalArgumentException("both trainings need the same number of runs, at least 1");
    }
    this.first = List.copyOf(first);
    this.second = List.copyOf(second);
    this.seed = seed;
  }

  /**
   * Differences over all documents, by language, and by other groups of documents.
   *
   * @param more indices of documents, by the name of their group
   */
  public List<Row> rows(SortedMap<String, List<Integer>> more) {
    List<Row> rows = new ArrayList<>();
    List<DocumentScore> documents = first.get(0).documents();
    SortedMap<String, List<Integer>> languages =
        groups(documents.size(), i -> documents.get(i).tag().language());
    rows.add(bits(ALL, range(documents.size())));
    more.forEach((name, places) -> rows.add(bits(name, places)));
    languages.forEach((name, places) -> rows.add(bits("language " + name, places)));
    int questions = first.get(0).answers().size();
    if (questions > 0) {
      rows.add(cloze(ALL, range(questions)));
      groups(questions, i -> first.get(0).answers().get(i).language())
          .forEach((name, places) -> rows.add(cloze("language " + name, places)));
    }
    return rows;
  }

  private static List<Integer> range(int size) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(i);
    }
    return all;
  }

  private static SortedMap<String, List<Integer>> groups(int size, IntFunction<String> key) {
    SortedMap<String, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      groups.computeIfAbsent(key.apply(i), none -> new ArrayList<>()).add(i);
    }
    return groups;
  }

  private Row bits(String group, List<Integer> places) {
    double[] weights = new double[places.size()];
    for (int d = 0; d < weights.length; d++) {
      weights[d] = first.get(0).documents().get(places.get(d)).bytes();
    }
    return row(
        Row.Measure.BITS_PER_BYTE,
        group,
        places,
        weights,
        (run, place) -> run.documents().get(place).nats() / StrictMath.log(2));
  }

  private Row cloze(String group, List<Integer> places) {
    double[] weights = new double[places.size()];
    java.util.Arrays.fill(weights, 1);
    return row(
        Row.Measure.CLOZE_ACCURACY,
        group,
        places,
        weights,
        (run, place) -> run.answers().get(place).correct() ? 1 : 0);
  }

  @FunctionalInterface
  private interface Value {
    double of(RunScores run, int place);
  }

  private Row row(
      Row.Measure measure, String group, List<Integer> places, double[] weights, Value value) {
    double[][] differences = new double[first.size()][weights.length];
    double a = 0;
    double b = 0;
    double whole = 0;
    for (int s = 0; s < differences.length; s++) {
      for (int d = 0; d < weights.length; d++) {
        double one = value.of(first.get(s), places.get(d));
        double two = value.of(second.get(s), places.get(d));
        differences[s][d] = two - one;
        a += one;
        b += two;
        whole += weights[d];
      }
    }
    return new Row(
        measure,
        group,
        a / whole,
        b / whole,
        PairedBootstrap.of(differences, weights, RESAMPLES, seed));
  }
}
