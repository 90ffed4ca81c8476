package io.millrace.extract.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Gradient-boosted decision trees (Friedman 2001, doi 10.1214/aos/1013203451) in flat arrays. At a
 * node a row goes left if its value of the feature is at most the threshold, else right; NaN goes
 * right. The result is the sum of the leaf values.
 *
 * <p>A model is text. After the line {@code millrace-trees 1} come {@code outputs N} (tree i adds
 * to output i mod N), {@code features N} and N lines with a name, {@code trees N}, and for each
 * tree {@code tree LEAVES}, a line {@code FEATURE THRESHOLD LEFT RIGHT VALUE} for each inner node,
 * and a line with the values of the leaves. Children are numbers of inner nodes, or -1 - n for leaf
 * n; VALUE is the value of the tree if it ended there. Immutable.
 */
public final class BoostedTrees {

  private static final String HEAD = "millrace-trees 1";
  private static final int MAX_TREES = 100_000;
  private static final int MAX_FEATURES = 1 << 16;

  /** Fewer rows are faster to evaluate one by one. */
  private static final int FEW_ROWS = 5;

  private final int outputs;
  private final List<String> names;

  /** First node of each tree. */
  private final int[] roots;

  /** By node: the feature that it compares, or -1 for a leaf. */
  private final int[] features;

  private final float[] thresholds;

  /** By node: its left child; the right child is the next node. */
  private final int[] lefts;

  private final float[] values;
  private final BitwiseTrees bitwise;

  private BoostedTrees(
      int outputs,
      List<String> names,
      int[] roots,
      int[] features,
      float[] thresholds,
      int[] lefts,
      float[] values) {
    this.outputs = outputs;
    this.names = names;
    this.roots = roots;
    this.features = features;
    this.thresholds = thresholds;
    this.lefts = lefts;
    this.values = values;
    bitwise = new BitwiseTrees(outputs, names.size(), roots, features, thresholds, lefts, values);
  }

  /**
   * Reads a resource of this package.
   *
   * @throws IllegalStateException if it is missing or damaged
   */
  static BoostedTrees resource(String name) {
    try (InputStream in = BoostedTrees.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no model " + name);
      }
      return read(new InputStreamReader(in, StandardCharsets.UTF_8), name);
    } catch (IOException damaged) {
      throw new IllegalStateException(damaged.getMessage(), damaged);
    }
  }

  /**
   * Reads a model.
   *
   * @param source name for error messages
   * @throws IOException if it is not a model of this format; the message names the line
   */
  public static BoostedTrees read(Reader in, String source) throws IOException {
    return new Parser(new BufferedReader(in), source).read();
  }

  /** Number of sums per row. */
  public int outputs() {
    return outputs;
  }

  /** Names of the features of a row, in order. */
  public List<String> names() {
    return names;
  }

  /**
   * Checks that a model was trained on the features that the code computes.
   *
   * @throws IllegalStateException if not; the message names the first difference
   */
  void check(List<String> computed, String source) {
    int most = Math.max(names.size(), computed.size());
    for (int i = 0; i < most; i++) {
      String ours = i < computed.size() ? computed.get(i) : "none";
      String theirs = i < names.size() ? names.get(i) : "none";
      if (!ours.equals(theirs)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "feature %d of %s is '%s' and should be '%s': retrain it",
                i,
                source,
                theirs,
                ours));
      }
    }
  }

  /**
   * Computes the sums of some rows.
   *
   * @param rows concatenated, each as long as {@link #names}
   * @param count number of rows
   * @param sums gets {@link #outputs} numbers per row
   */
  public void sum(float[] rows, int count, double[] sums) {
    int width = names.size();
    Arrays.fill(sums, 0, count * outputs, 0);
    if (count < FEW_ROWS) {
      addPaths(rows, count, sums);
      return;
    }
    BitwiseTrees.Judge judge = bitwise.judge();
    int[] changed = new int[width];
    for (int row = 0; row < count; row++) {
      int changes = 0;
      for (int i = 0; i < width; i++) {
        int at = row * width + i;
        changed[changes] = i;
        changes += row == 0 || rows[at] != rows[at - width] ? 1 : 0;
      }
      judge.next(rows, row * width, changed, changes);
      if (judge.count() == BitwiseTrees.ROWS || row + 1 == count) {
        judge.sum(sums, (row + 1 - judge.count()) * outputs);
      }
    }
  }

  /** Returns a judge for consecutive rows, which differ in few features. */
  BitwiseTrees.Judge judge() {
    return bitwise.judge();
  }

  private void addPaths(float[] rows, int count, double[] sums) {
    int width = names.size();
    for (int row = 0; row < count; row++) {
      for (int tree = 0; tree < roots.length; tree++) {
        sums[row * outputs + tree % outputs] += values[leaf(roots[tree], rows, row * width)];
      }
    }
  }

  private int leaf(int root, float[] rows, int start) {
    int node = root;
    int feature = features[node];
    while (feature >= 0) {
      node = lefts[node] + (rows[start + feature] <= thresholds[node] ? 0 : 1);
      feature = features[node];
    }
    return node;
  }

  /**
   * Contribution of each feature of a row to an output: the changes of the value along the paths,
   * summed by feature (Saabas 2014). They and {@link #bias} add up to the output.
   *
   * @return one number per feature
   */
  double[] contributions(float[] row, int output) {
    double[] result = new double[names.size()];
    for (int tree = output; tree < roots.length; tree += outputs) {
      int node = roots[tree];
      while (features[node] >= 0) {
        int feature = features[node];
        int next = lefts[node] + (row[feature] <= thresholds[node] ? 0 : 1);
        result[feature] += (double) values[next] - values[node];
        node = next;
      }
    }
    return result;
  }

  /** Value of an output at the roots of the trees. */
  double bias(int output) {
    double bias = 0;
    for (int tree = output; tree < roots.length; tree += outputs) {
      bias += values[roots[tree]];
    }
    return bias;
  }

  static double sigmoid(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }

  /** Softmax of the sums. */
  static float[] softmax(double[] sums) {
    double most = Arrays.stream(sums).max().orElse(0);
    double all = 0;
    for (double sum : sums) {
      all += Math.exp(sum - most);
    }
    float[] shares = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      shares[i] = (float) (Math.exp(sums[i] - most) / all);
    }
    return shares;
  }

  /** Reads the text and places nodes so that siblings are adjacent. */
  private static final class Parser {

    private final BufferedReader in;
    private final String source;
    private int line;

    private int[] features = new int[1024];
    private float[] thresholds = new float[1024];
    private int[] lefts = new int[1024];
    private float[] values = new float[1024];
    private int size;

    Parser(BufferedReader in, String source) {
      this.in = in;
      this.source = source;
    }

    BoostedTrees read() throws IOException {
      if (!line().equals(HEAD)) {
        throw damaged("is not '" + HEAD + "'");
      }
      try {
        int outputs = number("outputs", 1, 1_000);
        int count = number("features", 1, MAX_FEATURES);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          names.add(line());
        }
        int[] roots = new int[number("trees", 0, MAX_TREES)];
        for (int i = 0; i < roots.length; i++) {
          roots[i] = size;
          readTree(number("tree", 1, BitwiseTrees.MOST_LEAVES), count);
        }
        return new BoostedTrees(
            outputs,
            List.copyOf(names),
            roots,
            Arrays.copyOf(features, size),
            Arrays.copyOf(thresholds, size),
            Arrays.copyOf(lefts, size),
            Arrays.copyOf(values, size));
      } catch (NumberFormatException wrong) {
        throw damaged("has no number where one is expected");
      }
    }

    private void readTree(int leaves, int featureCount) throws IOException {
      String[][] nodes = new String[leaves - 1][];
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = fields(5);
        int feature = Integer.parseInt(nodes[i][0]);
        if (feature < 0 || feature >= featureCount) {
          throw damaged("names feature " + feature);
        }
      }
      String[] leafValues = fields(leaves);
      int root = reserve(1);
      int[] places = new int[leaves - 1];
      boolean[] seenLeaves = new boolean[leaves];
      place(nodes.length == 0 ? -1 : 0, root, places, seenLeaves, leafValues);
      for (int i = 0; i < nodes.length; i++) {
        int at = places[i];
        if (at == 0 && !(i == 0 && root == 0)) {
          throw damaged("ends a tree whose node " + i + " has no earlier parent");
        }
        features[at] = Integer.parseInt(nodes[i][0]);
        thresholds[at] = Float.parseFloat(nodes[i][1]);
        if (Float.isNaN(thresholds[at])) {
          throw damaged("ends a tree with a threshold that is not a number");
        }
        values[at] = Float.parseFloat(nodes[i][4]);
        int left = reserve(2);
        lefts[at] = left;
        place(Integer.parseInt(nodes[i][2]), left, places, seenLeaves, leafValues);
        place(Integer.parseInt(nodes[i][3]), left + 1, places, seenLeaves, leafValues);
      }
    }

    /** Sets the place of a child; each child may have only one place. */
    private void place(int child, int at, int[] places, boolean[] seen, String[] leafValues)
        throws IOException {
      if (child >= places.length
          || -1 - child >= seen.length
          || (child >= 0 ? places[child] != 0 : seen[-1 - child])) {
        throw damaged("ends a tree with a child " + child + " that does not exist or occurs twice");
      }
      if (child >= 0) {
        places[child] = at;
      } else {
        seen[-1 - child] = true;
        features[at] = -1;
        values[at] = Float.parseFloat(leafValues[-1 - child]);
      }
    }

    private int reserve(int nodes) {
      if (size + nodes > features.length) {
        int length = 2 * features.length;
        features = Arrays.copyOf(features, length);
        thresholds = Arrays.copyOf(thresholds, length);
        lefts = Arrays.copyOf(lefts, length);
        values = Arrays.copyOf(values, length);
      }
      size += nodes;
      return size - nodes;
    }

    private int number(String name, int least, int most) throws IOException {
      String[] fields = fields(2);
      int value = Integer.parseInt(fields[1]);
      if (!fields[0].equals(name) || value < least || value > most) {
        throw damaged("should be '" + name + "' and a number");
      }
      return value;
    }

    private String[] fields(int count) throws IOException {
      String[] fields = line().split(" ");
      if (fields.length != count) {
        throw damaged("has " + fields.length + " fields and should have " + count);
      }
      return fields;
    }

    private String line() throws IOException {
      String text = in.readLine();
      line++;
      if (text == null) {
        throw damaged("is missing");
      }
      return text;
    }

    private IOException damaged(String what) {
      return new IOException("line " + line + " of " + source + " " + what);
    }
  }
}
