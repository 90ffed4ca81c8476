package io.millrace.images.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ResamplerTest {

  /** Compares with a sum pixel by pixel on a common scale. */
  @Property(tries = 300)
  void areaIsTheMeanOverEachNewPixel(
      @ForAll @IntRange(min = 1, max = 40) int oldWidth,
      @ForAll @IntRange(min = 1, max = 40) int oldHeight,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll long seed) {
    check(oldWidth, oldHeight, width, height, seed);
  }

  /** More old rows per new row than 16-bit sums can hold. */
  @Property(tries = 20)
  void areaOfManyRows(
      @ForAll @IntRange(min = 1, max = 9) int oldWidth,
      @ForAll @IntRange(min = 250, max = 900) int oldHeight,
      @ForAll @IntRange(min = 1, max = 3) int height,
      @ForAll long seed) {
    check(oldWidth, oldHeight, 1, height, seed);
    byte[] white = new byte[3 * oldWidth * oldHeight];
    Arrays.fill(white, (byte) 255);
    Pixels made = Resampler.area(new Pixels(oldWidth, oldHeight, white), 1, height);
    assertThat(made.rgb()).containsOnly(255);
  }

  private static void check(int oldWidth, int oldHeight, int width, int height, long seed) {
    byte[] rgb = new byte[3 * oldWidth * oldHeight];
    new Random(seed).nextBytes(rgb);
    Pixels old = new Pixels(oldWidth, oldHeight, rgb);
    Pixels made = Resampler.area(old, width, height);
    assertThat(Resampler.area(new RowByRow(old), width, height).rgb()).isEqualTo(made.rgb());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          assertThat(made.rgb()[3 * (y * width + x) + c] & 0xff)
              .isEqualTo(mean(rgb, oldWidth, oldHeight, width, height, x, y, c));
        }
      }
    }
  }

  /** Hides that the rows are in one array. */
  private record RowByRow(Pixels pixels) implements Rows {

    @Override
    public int width() {
      return pixels.width();
    }

    @Override
    public int height() {
      return pixels.height();
    }

    @Override
    public void row(int y, byte[] rgb) {
      pixels.row(y, rgb);
    }
  }

  private static int mean(
      byte[] rgb, int oldWidth, int oldHeight, int width, int height, int x, int y, int c) {
    long sum = 0;
    for (int v = y * oldHeight; v < (y + 1) * oldHeight; v++) {
      for (int u = x * oldWidth; u < (x + 1) * oldWidth; u++) {
        sum += rgb[3 * (v / height * oldWidth + u / width) + c] & 0xff;
      }
    }
    long whole = (long) oldWidth * oldHeight;
    return (int) ((sum + whole / 2) / whole);
  }
}
