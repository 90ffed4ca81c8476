package io.millrace.extract.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The features of one row for a model, in the order of the calls of {@link #put}. A named row also
 * collects their names, to which a model file refers.
 */
final class FeatureRow {

  /** Logarithms of small counts. */
  private static final double[] LOGS = new double[4096];

  static {
    Arrays.setAll(LOGS, Math::log1p);
  }

  private float[] values = new float[64];
  private float[] before = new float[64];
  private int[] changes = new int[64];
  private int size;

  /** The longest run of features that are known to equal those of the row before. */
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

  /** Puts a value whose name has two parts, joined only if names are collected. */
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

  // short enough to be inlined
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

  /** Puts values of an array, without names. */
  void putAll(float[] some, int from, int to) {
    for (int i = from; i < to; i++) {
      add(some[i]);
    }
  }

  /** Puts values of an array, with names. */
  void putAll(String of, String[] what, float[] some, int start, int from, int to) {
    for (int i = from; i < to; i++) {
      add(some[start + i]);
      if (names != null) {
        names.add(of + what[i]);
      }
    }
  }

  /** Keeps the next {@code count} values of the row before. */
  void putSame(int count) {
    if (count > sameTo - sameFrom) {
      sameFrom = size;
      sameTo = size + count;
    }
    size += count;
  }

  /**
   * Finds the values that differ from the row before, or from 0 for the first row. Call once per
   * row.
   *
   * @return number of {@link #changes}
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
      // 1 if they differ, without a badly predicted branch
      count += (unlike | -unlike) >>> 31;
    }
    return count;
  }

  void put(String name, boolean value) {
    put(name, value ? 1 : 0);
  }

  /** Puts log(1 + value) of a count or length. */
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

  /** Puts part / whole, or 0 if the whole is 0. */
  void putShare(String name, double part, double whole) {
    put(name, whole == 0 ? 0 : part / whole);
  }

  void clear() {
    size = 0;
    sameFrom = 0;
    sameTo = 0;
  }

  /** Indexes of the values that {@link #findChanges} found. */
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
