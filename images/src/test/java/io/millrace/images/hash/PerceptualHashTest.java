package io.millrace.images.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

  private static final int SIDE = PerceptualHash.SIDE;

  /** A picture of random waves with noise. */
  private static byte[] waves(long seed) {
    Random random = new Random(seed);
    double[] wave = random.doubles(24).toArray();
    byte[] luma = new byte[SIDE * SIDE];
    for (int i = 0; i < luma.length; i++) {
      double sum = 0;
      for (int w = 0; w < 24; w += 3) {
        sum +=
            StrictMath.sin(
                wave[w] * 7
                    + i % SIDE / 32.0 * (wave[w + 1] * 14 - 7)
                    + i / SIDE / 32.0 * (wave[w + 2] * 14 - 7));
      }
      luma[i] = (byte) Math.max(0, Math.min(255, 128 + 20 * sum + random.nextInt(60) - 30));
    }
    return luma;
  }

  /** By the definition. */
  private static double frequency(byte[] luma, int u, int v) {
    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        sum +=
            (luma[y * SIDE + x] & 0xff)
                * Math.cos(Math.PI * u * (2 * x + 1) / 64)
                * Math.cos(Math.PI * v * (2 * y + 1) / 64);
      }
    }
    return sum;
  }

  @Property(tries = 50)
  void bitsCompareLowFrequenciesWithTheirMedian(@ForAll long seed) {
    byte[] luma = waves(seed);
    double[] low = new double[64];
    for (int i = 0; i < 64; i++) {
      low[i] = frequency(luma, i % 8, i / 8);
    }
    double[] sorted = Arrays.copyOfRange(low, 1, 64);
    Arrays.sort(sorted);
    long hash = PerceptualHash.pHash(luma);
    for (int i = 0; i < 64; i++) {
      // values at the median, up to rounding, can have either bit
      if (Math.abs(low[i] - sorted[31]) > 1) {
        assertThat((hash >>> 63 - i & 1) == 1).as("bit %s", i).isEqualTo(low[i] > sorted[31]);
      }
    }
  }

  @Test
  void brightnessAndNoiseChangeFewBitsAndOtherPicturesAreFar() {
    int near = 0;
    int other = 0;
    for (int seed = 0; seed < 100; seed++) {
      byte[] luma = waves(seed);
      byte[] changed = luma.clone();
      Random random = new Random(seed);
      for (int i = 0; i < luma.length; i++) {
        changed[i] = (byte) Math.min(255, (luma[i] & 0xff) * 9 / 10 + 20 + random.nextInt(3));
      }
      ImageHash hash = ImageHash.of(luma);
      near += isNear(hash, ImageHash.of(changed)) ? 1 : 0;
      other += isNear(hash, ImageHash.of(waves(seed + 1))) ? 1 : 0;
    }
    assertThat(near).isGreaterThan(90);
    assertThat(other).isZero();
  }

  @Test
  void blankImagesAreNotComparable() {
    byte[] blank = new byte[SIDE * SIDE];
    Arrays.fill(blank, (byte) 200);
    assertThat(PerceptualHash.contrast(blank)).isLessThan(.01);
    assertThat(ImageHash.of(blank).isComparable(ImageDedupSettings.defaults())).isFalse();
    assertThat(ImageHash.of(waves(3)).isComparable(ImageDedupSettings.defaults())).isTrue();
  }

  @Test
  void gradientsAreBetweenNineByEightFields() {
    byte[] ramp = new byte[SIDE * SIDE];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) (i % SIDE * (i / SIDE < 16 ? 4 : -4));
    }
    assertThat(PerceptualHash.dHash(ramp) >>> 32).isEqualTo(0xffffffffL);
    assertThat(Long.bitCount(PerceptualHash.dHash(ramp) & 0xffffffffL)).isLessThanOrEqualTo(4);
  }

  /** Values of the first release: stored lists of hashes must stay usable. */
  @Test
  void valuesAreStable() {
    assertThat(Long.toHexString(PerceptualHash.pHash(waves(7)))).isEqualTo("97c46f33227c0a3e");
    assertThat(Long.toHexString(PerceptualHash.dHash(waves(7)))).isEqualTo("85c0f0e0fcfe5f3f");
  }

  @Test
  void rejectsLumaOfWrongLength() {
    assertThatThrownBy(() -> PerceptualHash.pHash(new byte[64]))
        .hasMessage("luma has 64 values, must have 1024");
  }

  private static boolean isNear(ImageHash left, ImageHash right) {
    ImageDedupSettings settings = ImageDedupSettings.defaults();
    return PerceptualHash.distance(left.pHash(), right.pHash()) <= settings.distance()
        && PerceptualHash.distance(left.dHash(), right.dHash()) <= settings.gradientDistance();
  }
}
