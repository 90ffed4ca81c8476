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
    Columns columns = new Columns(rows.width(), width);
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
          areaRow(sums, oldHeight, columns, width, rows.width(), rgb, y);
          Arrays.fill(sums, 0);
          y++;
        }
      }
    }
    return new Pixels(width, height, rgb);
  }

  /** Old columns, and their shares, that make each new column. */
  private static final class Columns {

    final int[] first;
    final int[] last;
    final int[] firstShare;
    final int[] lastShare;

    /** Every new column covers oldWidth of the ruler, every old one newWidth, its share at most. */
    Columns(int oldWidth, int newWidth) {
      first = new int[newWidth];
      last = new int[newWidth];
      firstShare = new int[newWidth];
      lastShare = new int[newWidth];
      for (int x = 0; x < newWidth; x++) {
        long from = (long) x * oldWidth;
        long to = from + oldWidth;
        first[x] = (int) (from / newWidth);
        last[x] = (int) ((to - 1) / newWidth);
        firstShare[x] = (int) ((first[x] + 1L) * newWidth - from);
        lastShare[x] = (int) (to - (long) last[x] * newWidth);
      }
    }
  }

  private static void areaRow(
      int[] sums, int oldHeight, Columns columns, int newWidth, int oldWidth, byte[] rgb, int y) {
    long whole = (long) oldWidth * oldHeight;
    if (whole < 1 << 23) {
      smallAreaRow(sums, (int) whole, columns, newWidth, rgb, y);
      return;
    }
    double perWhole = 1.0 / whole;
    int out = 3 * newWidth * y;
    for (int x = 0; x < newWidth; x++) {
      int first = 3 * columns.first[x];
      int last = 3 * columns.last[x];
      // an old column that is first and last at once is in both shares: newWidth too many
      long left = columns.firstShare[x];
      long right = columns.lastShare[x] - (first == last ? newWidth : 0);
      for (int c = 0; c < 3; c++) {
        long inner = 0;
        for (int i = first + 3 + c; i < last; i += 3) {
          inner += sums[i];
        }
        long sum = left * sums[first + c] + right * sums[last + c] + inner * newWidth;
        rgb[out++] = (byte) divide(sum + whole / 2, whole, perWhole);
      }
    }
  }

  /**
   * The same where sums are of 31 bits: 256 times whole. Then the quotient is exactly that by the
   * rounded up inverse in 1 / 2^54, since 256 * whole * whole is at most 2^54.
   */
  private static void smallAreaRow(
      int[] sums, int whole, Columns columns, int newWidth, byte[] rgb, int y) {
    long inverse = (1L << 54) / whole + 1;
    int half = whole / 2;
    int out = 3 * newWidth * y;
    for (int x = 0; x < newWidth; x++) {
      int first = 3 * columns.first[x];
      int last = 3 * columns.last[x];
      int left = columns.firstShare[x];
      int right = columns.lastShare[x] - (first == last ? newWidth : 0);
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int i = first + 3; i < last; i += 3) {
        red += sums[i];
        green += sums[i + 1];
        blue += sums[i + 2];
      }
      red = red * newWidth + left * sums[first] + right * sums[last] + half;
      green = green * newWidth + left * sums[first + 1] + right * sums[last + 1] + half;
      blue = blue * newWidth + left * sums[first + 2] + right * sums[last + 2] + half;
      rgb[out] = (byte) (red * inverse >>> 54);
      rgb[out + 1] = (byte) (green * inverse >>> 54);
      rgb[out + 2] = (byte) (blue * inverse >>> 54);
      out += 3;
    }
  }

  /** The whole quotient, exactly, of numbers whose quotient is small; dividing takes far longer. */
  private static int divide(long number, long by, double perBy) {
    int quotient = (int) (number * perBy);
    long rest = number - quotient * by;
    return rest < 0 ? quotient - 1 : rest >= by ? quotient + 1 : quotient;
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
