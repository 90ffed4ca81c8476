package io.millrace.langid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HierarchicalSoftmaxTest {
  private static final int COLUMNS = 3;
  private static final float[] SIZES = {0, 1e-6f, 1e-4f, .1f, 3, 200};

  /** Weights at or near 0 make labels equal, or so close that the order of the walk matters. */
  @Property
  void shortSearchAgreesWithTheFullWalk(
      @ForAll @IntRange(min = 1, max = 40) int labels, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    float size = SIZES[random.nextInt(SIZES.length)];
    long[] counts = random.longs(labels, 0, 1 + random.nextInt(1000)).toArray();
    Arrays.sort(counts);
    float[] weights = new float[labels * COLUMNS];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = size * (float) random.nextGaussian();
    }
    OutputLayer layer =
        new HierarchicalSoftmax(new Matrix(weights, labels, COLUMNS), falling(counts));
    OutputLayer.Scratch scratch = layer.newScratch();
    float[] hidden = {(float) random.nextGaussian(), 1, (float) random.nextGaussian()};
    BestList quick = new BestList(1, labels);
    BestList full = new BestList(1, labels);
    layer.collectBest(hidden, scratch, quick);
    layer.collect(hidden, scratch, full);
    assertThat(quick.size()).isEqualTo(1).isEqualTo(full.size());
    assertThat(quick.label(0)).isEqualTo(full.label(0));
    assertThat(quick.score(0)).isEqualTo(full.score(0));
  }

  private static long[] falling(long[] rising) {
    long[] falling = new long[rising.length];
    for (int i = 0; i < rising.length; i++) {
      falling[i] = rising[rising.length - 1 - i];
    }
    return falling;
  }
}
