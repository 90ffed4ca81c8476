package io.millrace.extract;

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
  private int size;
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

  private void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = (float) value;
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

  private static double log(double value) {
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

  void clear() {
    size = 0;
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
