package io.millrace.extract.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Evaluates trees for up to {@value #ROWS} rows at a time, one bit per row. The rows above a
 * threshold are found once for all nodes with that threshold; a node then splits its rows with two
 * bit operations. Similar to QuickScorer (Lucchese et al. 2015, doi 10.1145/2766462.2767733), whose
 * bits are the leaves of one row. The sums are bit-identical to those of following each row's path
 * through the trees in order. Immutable.
 */
final class BitwiseTrees {

  static final int ROWS = Long.SIZE;

  /** Most leaves of a tree. */
  static final int MOST_LEAVES = 64;

  private static final int GROUP = 8;

  private final int outputs;

  /** The thresholds of each feature in order, as {@link #key} values. */
  private final int[] thresholds;

  /**
   * By feature: its first slot. A feature has one more slot than thresholds, for values above none,
   * above the first one, ..., above all of them.
   */
  private final int[] firstSlots;

  /** By feature: the slot of value 0. */
  private final int[] zeros;

  /** By tree: the start of its inner nodes, and of its leaves, which are padded to whole groups. */
  private final int[] firstNodes;

  private final int[] firstLeaves;

  /**
   * By inner node: its place in its tree, parents first; the children of node i are 2i + 1 and 2i +
   * 2.
   */
  private final int[] places;

  /** By inner node: the slot of the rows above its threshold. */
  private final int[] slots;

  private final int[] leafPlaces;
  private final double[] leafValues;

  /** A place that no row reaches. */
  private final int nowhere;

  /** Reused, because a judge is as large as all thresholds and most pages have few blocks. */
  private final ThreadLocal<Judge> judges = ThreadLocal.withInitial(Judge::new);

  /** Converts the nodes of {@link BoostedTrees}. */
  BitwiseTrees(
      int outputs,
      int width,
      int[] roots,
      int[] features,
      float[] limits,
      int[] lefts,
      float[] values) {
    this.outputs = outputs;
    long[] questions =
        IntStream.range(0, features.length)
            .filter(node -> features[node] >= 0)
            .mapToLong(node -> question(features[node], limits[node]))
            .sorted()
            .distinct()
            .toArray();
    thresholds =
        Arrays.stream(questions).mapToInt(each -> (int) (each + Integer.MIN_VALUE)).toArray();
    firstSlots = new int[width + 1];
    int at = 0;
    for (int i = 0; i < width; i++) {
      while (at < questions.length && questions[at] >> Integer.SIZE == i) {
        at++;
      }
      firstSlots[i + 1] = at + i + 1;
    }
    zeros = IntStream.range(0, width).map(i -> slot(i, key(0))).toArray();
    firstNodes = new int[roots.length + 1];
    firstLeaves = new int[roots.length + 1];
    int most = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      int size = (tree + 1 < roots.length ? roots[tree + 1] : features.length) - roots[tree];
      firstNodes[tree + 1] = firstNodes[tree] + size / 2;
      firstLeaves[tree + 1] = firstLeaves[tree] + (size / 2 + GROUP) / GROUP * GROUP;
      most = Math.max(most, size);
    }
    nowhere = most;
    places = new int[firstNodes[roots.length]];
    slots = new int[places.length];
    leafPlaces = new int[firstLeaves[roots.length]];
    leafValues = new double[leafPlaces.length];
    Arrays.fill(leafPlaces, nowhere);
    for (int tree = 0; tree < roots.length; tree++) {
      int root = roots[tree];
      int leaf = firstLeaves[tree];
      int end = root + 2 * (firstNodes[tree + 1] - firstNodes[tree]) + 1;
      for (int node = root; node < end; node++) {
        if (features[node] < 0) {
          leafPlaces[leaf] = node - root;
          leafValues[leaf++] = values[node];
        } else {
          int number = firstNodes[tree] + (lefts[node] - root) / 2;
          int question = Arrays.binarySearch(questions, question(features[node], limits[node]));
          places[number] = node - root;
          slots[number] = question + features[node] + 1;
        }
      }
    }
  }

  /** A feature and its threshold as one number, ordered by feature, then by threshold. */
  private static long question(int feature, float threshold) {
    return ((long) feature << Integer.SIZE) + key(threshold) - Integer.MIN_VALUE;
  }

  /** Maps floats to integers in the same order; both zeros are equal, NaN is the largest. */
  private static int key(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ bits >> 31 & Integer.MAX_VALUE;
  }

  private int slot(int feature, int key) {
    int low = firstSlots[feature] - feature;
    int size = firstSlots[feature + 1] - firstSlots[feature] - 1;
    while (size > 0) {
      int half = size + 1 >> 1;
      // all ones if the key is above: avoids a badly predicted branch
      low += (int) ((long) thresholds[low + half - 1] - key >> 63) & half;
      size -= half;
    }
    return low + feature;
  }

  /**
   * Returns a judge without rows. There is one per thread: a second call in the same thread
   * invalidates the result of the first.
   */
  Judge judge() {
    Judge judge = judges.get();
    judge.begin();
    return judge;
  }

  /** Evaluates rows; used by one thread. */
  final class Judge {

    /** By feature: the slot of the last row's value. */
    private final int[] current = new int[zeros.length];

    /** By feature: the rows whose value differs from that of the row before. */
    private final long[] changed = new long[current.length];

    /** By feature and row: the keys of those values. */
    private final int[] keys = new int[current.length * ROWS];

    /** By feature: whether all rows of the last sum had the same value. */
    private final boolean[] constant = new boolean[current.length];

    /** By slot: the rows whose value is in this slot or a higher one. */
    private final long[] above = new long[firstSlots[current.length]];

    /** By place in a tree: the rows that reach it. */
    private final long[] coming = new long[nowhere + 1];

    /** By output and row. */
    private final double[][] totals = new double[outputs][ROWS];

    private int count;

    private Judge() {}

    private void begin() {
      System.arraycopy(zeros, 0, current, 0, current.length);
      Arrays.fill(changed, 0);
      Arrays.fill(constant, false);
      count = 0;
    }

    /**
     * Adds a row; at most {@link #ROWS} between two calls of {@link #sum}.
     *
     * @param row array with the values of the row
     * @param start of the row
     * @param changes features whose value differs from the row before; for the first row, from 0
     * @param size number of changes
     */
    void next(float[] row, int start, int[] changes, int size) {
      long bit = 1L << count;
      for (int i = 0; i < size; i++) {
        int feature = changes[i];
        changed[feature] |= bit;
        keys[feature * ROWS + count] = key(row[start + feature]);
      }
      count++;
    }

    void next(FeatureRow row) {
      int size = row.findChanges();
      next(row.values(), 0, row.changes(), size);
    }

    /** Number of rows since the last {@link #sum}. */
    int count() {
      return count;
    }

    /**
     * Computes the sums of the rows since the last call.
     *
     * @param sums gets the sums by row and output
     * @param start index of the first sum
     */
    void sum(double[] sums, int start) {
      for (int feature = 0; feature < current.length; feature++) {
        if (changed[feature] != 0 || !constant[feature]) {
          compare(feature);
        }
      }
      for (double[] total : totals) {
        Arrays.fill(total, 0);
      }
      long all = count == 0 ? 0 : -1L >>> ROWS - count;
      for (int tree = 0; tree + 1 < firstNodes.length; tree++) {
        part(firstNodes[tree], firstNodes[tree + 1], all);
        addLeaves(firstLeaves[tree], firstLeaves[tree + 1], totals[tree % outputs]);
      }
      for (int row = 0; row < count; row++) {
        for (int output = 0; output < outputs; output++) {
          sums[start + row * outputs + output] = totals[output][row];
        }
      }
      count = 0;
    }

    /** Finds the rows above each threshold of a feature. */
    private void compare(int feature) {
      int first = firstSlots[feature];
      int last = firstSlots[feature + 1] - 1;
      for (int i = first; i <= last; i++) {
        above[i] = 0;
      }
      int slot = current[feature];
      long since = -1L;
      long rows = changed[feature];
      constant[feature] = rows == 0;
      changed[feature] = 0;
      for (; rows != 0; rows &= rows - 1) {
        int row = Long.numberOfTrailingZeros(rows);
        long from = -1L << row;
        above[slot] |= since ^ from;
        since = from;
        slot = slot(feature, keys[feature * ROWS + row]);
      }
      above[slot] |= since;
      current[feature] = slot;
      for (int i = last; i > first; i--) {
        above[i - 1] |= above[i];
      }
    }

    private void part(int first, int end, long all) {
      coming[0] = all;
      int child = 1;
      for (int node = first; node < end; node++) {
        long here = coming[places[node]];
        long right = here & above[slots[node]];
        coming[child] = here ^ right;
        coming[child + 1] = right;
        child += 2;
      }
    }

    /** Adds the value of each row's leaf. Collects the numbers of the leaves bit by bit. */
    private void addLeaves(int first, int end, double[] total) {
      long bit0 = 0;
      long bit1 = 0;
      long bit2 = 0;
      long bit3 = 0;
      long bit4 = 0;
      long bit5 = 0;
      for (int leaf = first; leaf < end; leaf += GROUP) {
        long two = coming[leafPlaces[leaf + 2]];
        long six = coming[leafPlaces[leaf + 6]];
        long three = coming[leafPlaces[leaf + 3]];
        long seven = coming[leafPlaces[leaf + 7]];
        long five = coming[leafPlaces[leaf + 5]] | seven;
        long one = coming[leafPlaces[leaf + 1]] | three;
        long four = coming[leafPlaces[leaf + 4]] | six | five;
        long any = coming[leafPlaces[leaf]] | one | two | four;
        int group = leaf - first >> 3;
        bit0 |= one | five;
        bit1 |= two | three | six | seven;
        bit2 |= four;
        bit3 |= any & -(group & 1);
        bit4 |= any & -(group >> 1 & 1);
        bit5 |= any & -(group >> 2 & 1);
      }
      for (int row = 0; row < count; row += 8) {
        long low = bit0 >>> row & 0xFF | (bit1 >>> row & 0xFF) << 8 | (bit2 >>> row & 0xFF) << 16;
        long high = bit3 >>> row & 0xFF | (bit4 >>> row & 0xFF) << 8 | (bit5 >>> row & 0xFF) << 16;
        long leaves = transposed(low | high << 24);
        total[row] += leafValues[first + (int) (leaves & 63)];
        total[row + 1] += leafValues[first + (int) (leaves >>> 8 & 63)];
        total[row + 2] += leafValues[first + (int) (leaves >>> 16 & 63)];
        total[row + 3] += leafValues[first + (int) (leaves >>> 24 & 63)];
        total[row + 4] += leafValues[first + (int) (leaves >>> 32 & 63)];
        total[row + 5] += leafValues[first + (int) (leaves >>> 40 & 63)];
        total[row + 6] += leafValues[first + (int) (leaves >>> 48 & 63)];
        total[row + 7] += leafValues[first + (int) (leaves >>> 56 & 63)];
      }
    }

    /**
     * Transposes an 8 x 8 bit matrix: bit i of byte k becomes bit k of byte i (Warren 2012, 7-3).
     */
    private static long transposed(long matrix) {
      long result = matrix;
      long swapped = (result ^ result >>> 7) & 0x00AA00AA00AA00AAL;
      result ^= swapped ^ swapped << 7;
      swapped = (result ^ result >>> 14) & 0x0000CCCC0000CCCCL;
      result ^= swapped ^ swapped << 14;
      swapped = (result ^ result >>> 28) & 0x00000000F0F0F0F0L;
      return result ^ swapped ^ swapped << 28;
    }
  }
}
