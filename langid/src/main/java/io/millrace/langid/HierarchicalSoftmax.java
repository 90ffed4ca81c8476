package io.millrace.langid;

import java.io.IOException;

/**
 * Labels are the leaves of a Huffman tree over their frequencies; a label's probability is the
 * product of the decisions on its path.
 *
 * <p>fastText walks the tree from the left and skips branches that are already worse than the best
 * label so far. Because of the constant that it adds inside the logarithm, a child's score can
 * exceed its parent's, so among almost equal labels the result depends on the order of that walk.
 * The search here takes the likelier branch first, which visits far fewer nodes. Only when a second
 * label is almost as good does it repeat fastText's walk.
 */
final class HierarchicalSoftmax extends OutputLayer {
  /** Most that one step down the tree can add to a log score, rounding included. */
  private static final double STEP_SLACK = 3e-5;

  /** Labels below it are left out, as fastText does with its default threshold 0. */
  private static final float FLOOR = log(0);

  private final int labels;
  private final int[] left;
  private final int[] right;
  private final int[] parent;
  private final int depth;

  /** A label below the best one by more than this factor cannot win fastText's walk either. */
  private final double close;

  HierarchicalSoftmax(Matrix weights, long[] counts) throws IOException {
    super(weights);
    labels = counts.length;
    left = new int[labels - 1];
    right = new int[labels - 1];
    parent = new int[2 * labels - 1];
    buildTree(counts);
    depth = measureDepth();
    close = Math.exp(-STEP_SLACK * (depth + 1));
  }

  /**
   * Merges the two rarest nodes until one is left. Labels are in descending order of frequency and
   * merged nodes in ascending order, so each queue is read from one end.
   */
  private void buildTree(long[] leafCounts) throws IOException {
    long[] counts = new long[2 * labels - 1];
    System.arraycopy(leafCounts, 0, counts, 0, labels);
    int leaf = labels - 1;
    int merged = labels;
    for (int node = labels; node < counts.length; node++) {
      int[] pair = new int[2];
      for (int i = 0; i < 2; i++) {
        // fastText's count of a merged node that does not exist yet: above any real one
        boolean takeLeaf =
            leaf >= 0 && counts[leaf] < (merged < node ? counts[merged] : 1_000_000_000_000_000L);
        if (!takeLeaf && merged >= node) {
          throw ModelInput.corrupted("label counts make no tree");
        }
        pair[i] = takeLeaf ? leaf-- : merged++;
        parent[pair[i]] = node;
      }
      left[node - labels] = pair[0];
      right[node - labels] = pair[1];
      counts[node] = counts[pair[0]] + counts[pair[1]];
    }
    parent[root()] = -1;
  }

  private int measureDepth() {
    int[] depths = new int[parent.length];
    int deepest = 0;
    for (int node = root() - 1; node >= 0; node--) {
      depths[node] = depths[parent[node]] + 1;
      deepest = Math.max(deepest, depths[node]);
    }
    return deepest;
  }

  private int root() {
    return parent.length - 1;
  }

  @Override
  Scratch newScratch() {
    return new Scratch(labels + depth + 2, depth + 2, depth + 2);
  }

  /** Probability of the right branch. */
  private float decide(int node, float[] hidden) {
    float x = dot(node - labels, hidden);
    return (float) (1.0 / (1 + (float) Math.exp(-x)));
  }

  @Override
  void collectBest(float[] hidden, Scratch scratch, BestList best) {
    int[] nodes = scratch.ints;
    double[] chances = scratch.doubles;
    float[] decisions = scratch.floats;
    int stacked = 1;
    nodes[0] = root();
    chances[0] = 1;
    int winner = -1;
    double highest = 0;
    double second = 0;
    while (stacked > 0) {
      int node = nodes[--stacked];
      double chance = chances[stacked];
      if (chance < highest * close * close) {
        continue;
      }
      while (node >= labels) {
        float goRight = decide(node, hidden);
        decisions[node - labels] = goRight;
        double rightChance = chance * (goRight + EPSILON);
        double leftChance = chance * ((float) (1.0 - goRight) + EPSILON);
        int likelier = rightChance > leftChance ? right[node - labels] : left[node - labels];
        nodes[stacked] = left[node - labels] + right[node - labels] - likelier;
        chances[stacked++] = Math.min(leftChance, rightChance);
        chance = Math.max(leftChance, rightChance);
        node = likelier;
      }
      second = Math.max(second, Math.min(chance, highest));
      if (chance > highest) {
        highest = chance;
        winner = node;
      }
    }
    float score = second < highest * close ? scoreOf(winner, decisions, nodes) : FLOOR;
    if (score > FLOOR + 1) {
      best.offer(score, winner);
    } else {
      collect(hidden, scratch, best);
    }
  }

  /** The sum of logarithms from the root down, in fastText's order. */
  private float scoreOf(int leaf, float[] decisions, int[] path) {
    int steps = 0;
    for (int node = leaf; parent[node] >= 0; node = parent[node]) {
      path[steps++] = node;
    }
    float score = 0;
    while (steps > 0) {
      int node = path[--steps];
      int above = parent[node] - labels;
      float goRight = decisions[above];
      score += log(right[above] == node ? goRight : (float) (1.0 - goRight));
    }
    return score;
  }

  @Override
  void collect(float[] hidden, Scratch scratch, BestList best) {
    int[] nodes = scratch.ints;
    float[] scores = scratch.floats;
    int stacked = 1;
    nodes[0] = root();
    scores[0] = 0;
    while (stacked > 0) {
      int node = nodes[--stacked];
      float score = scores[stacked];
      if (score < FLOOR || best.isBelow(score)) {
        continue;
      }
      if (node < labels) {
        best.offer(score, node);
        continue;
      }
      float goRight = decide(node, hidden);
      nodes[stacked] = right[node - labels];
      scores[stacked++] = score + log(goRight);
      nodes[stacked] = left[node - labels];
      scores[stacked++] = score + log((float) (1.0 - goRight));
    }
  }
}
