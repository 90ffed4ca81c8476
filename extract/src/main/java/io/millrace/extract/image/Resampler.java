package io.millrace.extract.image;

import java.util.Arrays;

/**
 * Changes the size of images. Down by the mean over the area of each new pixel, in whole numbers
 * and without rounding on the way; up by Lanczos with four lobes. These are img2dataset's {@code
 * area} and {@code lanczos}.
 */
final class Resampler {

  private static final int LOBES = 4;

  private Resampler() {}

  static Pixels resize(Rows rows, int width, int height) {
    if (width == rows.width() && height == rows.height()) {
      return rows instanceof Pixels pixels ? pixels : Pixels.of(rows);
    }
    return width <= rows.width() && height <= rows.height()
        ? area(rows, width, height)
        : lanczos(rows, width, height);
  }

  /**
   * Mean over the area of each new pixel. An old row y covers [y * newHeight, (y + 1) * newHeight)
   * of a common ruler and a new row [y * oldHeight, (y + 1) * oldHeight), so all shares are whole.
   */
  static Pixels area(Rows rows, int width, int height) {
    int oldHeight = rows.height();
    byte[] row = new byte[3 * rows.width()];
    int[] sums = new int[row.length];
    byte[] rgb = new byte[3 * width * height];
    int y = 0;
    for (int old = 0; old < oldHeight; old++) {
      long from = (long) old * height;
      long to = from + height;
      while (from < to) {
        long end = (long) (y + 1) * oldHeight;
        int share = (int) (Math.min(to, end) - from);
        rows.add(old, share, sums, row);
        from += share;
        if (from == end) {
          areaRow(sums, rows.width(), oldHeight, rgb, y, width);
          Arrays.fill(sums, 0);
          y++;
        }
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static void areaRow(
      int[] sums, int oldWidth, int oldHeight, byte[] rgb, int y, int width) {
    long whole = (long) oldWidth * oldHeight;
    int out = 3 * width * y;
    int old = 0;
    long used = 0;
    for (int x = 0; x < width; x++) {
      long red = 0;
      long green = 0;
      long blue = 0;
      long left = oldWidth;
      while (left > 0) {
        long share = Math.min(left, width - used);
        red += share * sums[3 * old];
        green += share * sums[3 * old + 1];
        blue += share * sums[3 * old + 2];
        left -= share;
        used += share;
        if (used == width) {
          used = 0;
          old++;
        }
      }
      rgb[out++] = (byte) ((red + whole / 2) / whole);
      rgb[out++] = (byte) ((green + whole / 2) / whole);
      rgb[out++] = (byte) ((blue + whole / 2) / whole);
    }
  }

  private static Pixels lanczos(Rows rows, int width, int height) {
    Taps across = new Taps(rows.width(), width);
    Taps down = new Taps(rows.height(), height);
    int stride = 3 * width;
    float[] wide = new float[stride * rows.height()];
    byte[] row = new byte[3 * rows.width()];
    for (int y = 0; y < rows.height(); y++) {
      rows.row(y, row);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          float sum = 0;
          for (int tap = 0; tap < across.count; tap++) {
            int i = x * across.count + tap;
            sum += across.weights[i] * (row[3 * across.places[i] + c] & 0xff);
          }
          wide[y * stride + 3 * x + c] = sum;
        }
      }
    }
    byte[] rgb = new byte[stride * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < stride; x++) {
        float sum = 0;
        for (int tap = 0; tap < down.count; tap++) {
          int i = y * down.count + tap;
          sum += down.weights[i] * wide[down.places[i] * stride + x];
        }
        rgb[y * stride + x] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
      }
    }
    return new Pixels(width, height, rgb);
  }

  /** Old pixels, and their weights, that make each new pixel; the edge is repeated outwards. */
  private static final class Taps {

    final int count;
    final int[] places;
    final float[] weights;

    Taps(int oldSize, int newSize) {
      double scale = Math.max(1, (double) oldSize / newSize);
      count = (int) Math.ceil(2 * LOBES * scale) + 1;
      places = new int[count * newSize];
      weights = new float[count * newSize];
      for (int i = 0; i < newSize; i++) {
        double center = (i + .5) * oldSize / newSize - .5;
        int first = (int) Math.ceil(center - LOBES * scale);
        double sum = 0;
        double[] own = new double[count];
        for (int tap = 0; tap < count; tap++) {
          own[tap] = kernel((first + tap - center) / scale);
          sum += own[tap];
        }
        for (int tap = 0; tap < count; tap++) {
          places[i * count + tap] = Math.max(0, Math.min(oldSize - 1, first + tap));
          weights[i * count + tap] = (float) (own[tap] / sum);
        }
      }
    }

    // StrictMath, so that the last bit is the same on every machine
    private static double kernel(double x) {
      if (x == 0) {
        return 1;
      }
      if (Math.abs(x) >= LOBES) {
        return 0;
      }
      double angle = Math.PI * x;
      return LOBES * StrictMath.sin(angle) * StrictMath.sin(angle / LOBES) / (angle * angle);
    }
  }
}
