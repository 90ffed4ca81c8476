package io.millrace.extract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoostedTreesTest {

  private static final String SMALL =
      """
      millrace-trees 1
      outputs 1
      features 2
      length
      link density
      trees 2
      tree 3
      1 0.5 1 -1 0.25
      0 10.0 -2 -3 0.5
      -1.0 0.0 2.0
      tree 1
      0.125
      """;

  @Test
  void followsThePathsOfEachRow() throws IOException {
    BoostedTrees trees = read(SMALL);
    double[] sums = new double[4];
    trees.sum(new float[] {10, .5f, 11, .5f, 11, .6f, 3, Float.NaN}, 4, sums);
    assertThat(sums).containsExactly(.125, 2.125, -.875, -.875);
  }

  @Test
  void contributionsAndBiasSumToTheOutput() throws IOException {
    BoostedTrees trees = read(SMALL);
    assertThat(trees.bias(0)).isEqualTo(.375);
    assertThat(trees.contributions(new float[] {11, .5f}, 0)).containsExactly(1.5, .25);
    assertThat(trees.contributions(new float[] {11, .6f}, 0)).containsExactly(0, -1.25);
  }

  @ParameterizedTest
  @CsvSource({
    "millrace-trees 1,millrace-trees 2,line 1 of x is not 'millrace-trees 1'",
    "outputs 1,outputs 0,line 2 of x should be 'outputs' and a number",
    "1 0.5 1 -1 0.25,1 0.5 1 -1,line 8 of x has 4 fields and should have 5",
    "1 0.5 1 -1 0.25,2 0.5 1 -1 0.25,line 8 of x names feature 2",
    "0 10.0 -2 -3 0.5,0 10.0 -2 1 0.5,line 10 of x ends a tree with a child 1 that does not exist or occurs twice",
    "0 10.0 -2 -3 0.5,0 10.0 -2 -2 0.5,line 10 of x ends a tree with a child -2 that does not exist or occurs twice",
    "0 10.0 -2 -3 0.5,0 10.0 -2 -9 0.5,line 10 of x ends a tree with a child -9 that does not exist or occurs twice",
    "10.0,NaN,line 10 of x ends a tree with a threshold that is not a number",
    "tree 3,tree 65,line 7 of x should be 'tree' and a number",
    "10.0,ten,line 10 of x has no number where one is expected",
    "trees 2,trees 3,line 13 of x is missing"
  })
  void messageNamesTheError(String good, String bad, String message) {
    assertThatThrownBy(() -> read(SMALL.replace(good, bad)))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  @Test
  void messageNamesTheFirstOtherFeature() throws IOException {
    BoostedTrees trees = read(SMALL);
    trees.check(List.of("length", "link density"), "x");
    assertThatThrownBy(() -> trees.check(List.of("length", "links"), "x"))
        .hasMessage("feature 1 of x is 'link density' and should be 'links': retrain it");
    assertThatThrownBy(() -> trees.check(List.of("length", "link density", "words"), "x"))
        .hasMessage("feature 2 of x is 'none' and should be 'words': retrain it");
  }

  @Property(tries = 200)
  void flatTreesAgreeWithNestedOnes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int outputs) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int count = outputs * random.nextInt(1, 60);
    Nested[] nested = new Nested[count];
    StringBuilder text = new StringBuilder("millrace-trees 1\noutputs " + outputs);
    text.append("\nfeatures 3\na\nb\nc\ntrees ").append(count).append('\n');
    for (int i = 0; i < count; i++) {
      nested[i] = Nested.grow(random, random.nextInt(7));
      text.append(nested[i].text());
    }
    BoostedTrees trees = read(text.toString());
    int rows = random.nextInt(1, 200);
    float[] values = values(random, rows);
    double[] sums = new double[rows * outputs];
    trees.sum(values, rows, sums);
    for (int row = 0; row < rows; row++) {
      float[] one = java.util.Arrays.copyOfRange(values, 3 * row, 3 * row + 3);
      for (int output = 0; output < outputs; output++) {
        double expected = 0;
        for (int tree = output; tree < count; tree += outputs) {
          expected += nested[tree].leaf(one).value;
        }
        assertThat(sums[row * outputs + output]).isEqualTo(expected);
        double explained =
            java.util.Arrays.stream(trees.contributions(one, output)).sum() + trees.bias(output);
        assertThat(explained).isCloseTo(expected, within(1e-9));
      }
    }
  }

  /** Rows of three numbers, many equal to those of the row before, some special. */
  private static float[] values(SplittableRandom random, int rows) {
    float[] odd = {
      Float.NaN,
      Float.intBitsToFloat(0xFFC00001),
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      -0f,
      0f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MAX_VALUE
    };
    float[] values = new float[3 * rows];
    for (int i = 0; i < values.length; i++) {
      int kind = random.nextInt(10);
      values[i] =
          kind == 0
              ? odd[random.nextInt(odd.length)]
              : kind < 5 && i >= 3 ? values[i - 3] : random.nextInt(-4, 8);
    }
    return values;
  }

  private static BoostedTrees read(String text) throws IOException {
    return BoostedTrees.read(new StringReader(text), "x");
  }

  /** A tree of linked nodes. */
  private static final class Nested {

    private static final float[] THRESHOLDS = {
      -3,
      -1,
      -0f,
      0f,
      Float.MIN_VALUE,
      1e-35f,
      .5f,
      1,
      2,
      3,
      5,
      6,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MAX_VALUE
    };

    private final int feature;
    private final float threshold;
    private final float value;
    private final Nested left;
    private final Nested right;

    private Nested(SplittableRandom random, Nested left, Nested right) {
      feature = random.nextInt(3);
      threshold = THRESHOLDS[random.nextInt(THRESHOLDS.length)];
      value = (float) random.nextDouble(-1, 1);
      this.left = left;
      this.right = right;
    }

    static Nested grow(SplittableRandom random, int depth) {
      return depth == 0 || random.nextInt(5) == 0
          ? new Nested(random, null, null)
          : new Nested(random, grow(random, depth - 1), grow(random, depth - 1));
    }

    Nested leaf(float[] row) {
      return left == null ? this : (row[feature] <= threshold ? left : right).leaf(row);
    }

    String text() {
      StringBuilder nodes = new StringBuilder();
      StringBuilder leaves = new StringBuilder();
      int[] counts = new int[2];
      java.util.ArrayDeque<Nested> queue = new java.util.ArrayDeque<>(List.of(this));
      int queuedNodes = left == null ? 0 : 1;
      int leafCount = left == null ? 1 : 0;
      if (left == null) {
        return "tree 1\n" + value + "\n";
      }
      while (!queue.isEmpty()) {
        Nested node = queue.remove();
        counts[0]++;
        nodes.append(node.feature).append(' ').append(node.threshold);
        for (Nested child : List.of(node.left, node.right)) {
          if (child.left == null) {
            nodes.append(' ').append(-1 - leafCount++);
            leaves.append(leafCount == 1 ? "" : " ").append(child.value);
          } else {
            nodes.append(' ').append(queuedNodes++);
            queue.add(child);
          }
        }
        nodes.append(' ').append(node.value).append('\n');
      }
      return "tree " + leafCount + "\n" + nodes + leaves + "\n";
    }
  }
}
