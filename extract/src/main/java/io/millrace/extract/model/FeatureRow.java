package io.millrace.extract.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers that a model judges by, in a fixed order. The order is that of the calls of {@link
 * #put}; the names are gathered by the first row and are what a model file refers to.
 */
final class FeatureRow {

  /** Logarithms of small counts, which most are. */
  private static final double[] LOGS = new double[4096];

  static {
    Arrays.setAll(LOGS, Math::log1p);
  }

  private float[] values = new float[64];
  private float[] before = new float[64];
  private int[] changes = new int[64];
  private int size;

  /** The longest run of numbers that are known to be those of the row before. */
  private int sameFrom;

  private int sameTo;
  private final List<String> names;

  FeatureRow(boolean named) {
    names = named ? new ArrayList<>() : null;
  }

  void put(String name, double value) {
    add(value);
    if (names != null) {
      names.add(name);
    }
  }

  /** A name in two parts, which are joined only where names are gathered. */
  void put(String of, String what, double value) {
    add(value);
    if (names != null) {
      names.add(of + what);
    }
  }

  void put(String of, int what, double value) {
    add(value);
    if (names != null) {
      names.add(of + what);
    }
  }

  // short enough to be compiled into its callers
  private void add(double value) {
    if (size == values.length) {
      grow();
    }
    values[size++] = (float) value;
  }

  private void grow() {
    values = Arrays.copyOf(values, 2 * size);
    before = Arrays.copyOf(before, 2 * size);
    changes = Arrays.copyOf(changes, 2 * size);
  }

  /** Numbers without names, some of an array. */
  void putAll(float[] some, int from, int to) {
    for (int i = from; i < to; i++) {
      add(some[i]);
    }
  }

  /** Some numbers of an array whose names are the same for all that are of the kind. */
  void putAll(String of, String[] what, float[] some, int start, int from, int to) {
    for (int i = from; i < to; i++) {
      add(some[start + i]);
      if (names != null) {
        names.add(of + what[i]);
      }
    }
  }

  /** As many numbers as the row before had there. */
  void putSame(int count) {
    if (count > sameTo - sameFrom) {
      sameFrom = size;
      sameTo = size + count;
    }
    size += count;
  }

  /**
   * Finds which numbers are unlike those of the row before, or of the first row unlike 0; once a
   * row.
   *
   * @return how many {@link #changes} there are
   */
  int findChanges() {
    int count = findChanges(0, sameFrom, 0);
    count = findChanges(sameTo, size, count);
    for (int i = 0; i < count; i++) {
      before[changes[i]] = values[changes[i]];
    }
    return count;
  }

  private int findChanges(int from, int to, int known) {
    int count = known;
    for (int i = from; i < to; i++) {
      int unlike = Float.floatToRawIntBits(values[i]) ^ Float.floatToRawIntBits(before[i]);
      changes[count] = i;
      // 1 where they differ, without a branch that would be foreseen wrongly
      count += (unlike | -unlike) >>> 31;
    }
    return count;
  }

  void put(String name, boolean value) {
    put(name, value ? 1 : 0);
  }

  /** Logarithm of a count or length: what matters is its size, not its value. */
  void putLog(String name, double value) {
    put(name, log(value));
  }

  void putLog(String of, String what, double value) {
    put(of, what, log(value));
  }

  static double log(double value) {
    int whole = (int) value;
    return whole == value && whole >= 0 && whole < LOGS.length ? LOGS[whole] : Math.log1p(value);
  }

  void putShare(String of, String what, double part, double whole) {
    put(of, what, whole == 0 ? 0 : part / whole);
  }

  /** A share, or 0 of nothing. */
  void putShare(String name, double part, double whole) {
    put(name, whole == 0 ? 0 : part / whole);
  }

  /** Begins the next row. */
  void clear() {
    size = 0;
    sameFrom = 0;
    sameTo = 0;
  }

  /** Numbers of the values that {@link #findChanges} found. */
  int[] changes() {
    return changes;
  }

  float[] values() {
    return values;
  }

  int size() {
    return size;
  }

  List<String> names() {
    return names;
  }
}
