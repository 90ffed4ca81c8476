package io.millrace.images.decode;

import java.util.Arrays;

/**
 * Resizes images. Shrinks by the mean over the area of each new pixel, in integers, rounded once;
 * enlarges by Lanczos with four lobes. These are {@code area} and {@code lanczos} of img2dataset.
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
   * Mean over the area of each new pixel. On a common scale, old row y covers [y * newHeight, (y +
   * 1) * newHeight) and new row y covers [y * oldHeight, (y + 1) * oldHeight), so all shares are
   * integers.
   */
  static Pixels area(Rows rows, int width, int height) {
    int[] sums = new int[3 * rows.width()];
    byte[] rgb = new byte[3 * width * height];
    Columns columns = new Columns(rows.width(), rows.height(), width);
    Shares lines = new Shares(rows.height(), height);
    Window window = new Window(rows);
    for (int y = 0; y < height; y++) {
      window.sum(
          lines.first[y], lines.last[y], lines.firstShare[y], height, lines.lastShare[y], sums);
      columns.row(sums, rgb, 3 * width * y);
    }
    return new Pixels(width, height, rgb);
  }

  /**
   * Old rows as consecutive bytes: the array of the image if it is stored so, else a copy of some
   * rows.
   */
  private static final class Window {

    /** Most bytes that are copied. */
    static final int MAX_WINDOW = 1 << 26;

    final int stride;
    final Rows rows;
    byte[] bytes;
    byte[] row;
    int from;
    int to;

    Window(Rows rows) {
      this.rows = rows;
      this.stride = 3 * rows.width();
      if (rows instanceof Pixels pixels) {
        bytes = pixels.rgb();
        to = rows.height();
      } else {
        bytes = new byte[0];
        row = new byte[stride];
      }
    }

    /**
     * Sums the rows from first to last, weighted by their shares. Later calls never have smaller
     * first or last rows.
     */
    void sum(int first, int last, int firstShare, int share, int lastShare, int[] sums) {
      if (first == last) {
        int at = place(first, last);
        Arrays.fill(sums, 0);
        RowSums.add(bytes, at, firstShare + lastShare - share, sums);
      } else if (last - first <= RowSums.MAX_LAST && (last - first + 1L) * stride <= MAX_WINDOW) {
        int at = place(first, last);
        RowSums.weighted(bytes, at, last - first, firstShare, share, lastShare, sums);
      } else {
        Arrays.fill(sums, 0);
        for (int y = first; y <= last; y++) {
          int weight = y == first ? firstShare : y == last ? lastShare : share;
          int at = place(y, y);
          RowSums.add(bytes, at, weight, sums);
        }
      }
    }

    /** Position of the bytes of row {@code first}, which the rows up to {@code last} follow. */
    private int place(int first, int last) {
      if (last >= to) {
        int kept = Math.max(0, to - first);
        byte[] next = bytes;
        if (bytes.length < (last + 1 - first) * stride) {
          next = new byte[(last + 1 - first) * stride];
        }
        System.arraycopy(bytes, (to - kept - from) * stride, next, 0, kept * stride);
        bytes = next;
        for (int y = first + kept; y <= last; y++) {
          rows.row(y, row);
          System.arraycopy(row, 0, bytes, (y - first) * stride, stride);
        }
        from = first;
        to = last + 1;
      }
      return (first - from) * stride;
    }
  }

  /** For each new row: its first and last old row, and their shares. */
  private static final class Shares {

    final int[] first;
    final int[] last;
    final int[] firstShare;
    final int[] lastShare;

    /** On the common scale every new row covers oldSize and every old row newSize. */
    Shares(int oldSize, int newSize) {
      first = new int[newSize];
      last = new int[newSize];
      firstShare = new int[newSize];
      lastShare = new int[newSize];
      for (int x = 0; x < newSize; x++) {
        long from = (long) x * oldSize;
        long to = from + oldSize;
        first[x] = (int) (from / newSize);
        last[x] = (int) ((to - 1) / newSize);
        firstShare[x] = (int) ((first[x] + 1L) * newSize - from);
        lastShare[x] = (int) (to - (long) last[x] * newSize);
      }
    }
  }

  /**
   * Computes the rows of the new image from sums of old rows. Running sums over the old columns
   * give the sum up to each edge of a new column; a new column is the difference of two.
   */
  private static final class Columns {

    private final int oldWidth;
    private final int newWidth;
    private final long whole;

    /** Index of the old column that contains an edge, and the share of it before the edge. */
    private final int[] places;

    private final int[] shares;

    private final int[] upTo;
    private final long[] longUpTo;

    /** On the common scale every new column covers oldWidth and every old column newWidth. */
    Columns(int oldWidth, int oldHeight, int newWidth) {
      this.oldWidth = oldWidth;
      this.newWidth = newWidth;
      this.whole = (long) oldWidth * oldHeight;
      places = new int[newWidth];
      shares = new int[newWidth];
      for (int x = 0; x < newWidth; x++) {
        long edge = (x + 1L) * oldWidth;
        // the last edge is the end of the last column
        int column = (int) Math.min(edge / newWidth, oldWidth - 1);
        places[x] = 3 * column;
        shares[x] = (int) (edge - (long) column * newWidth);
      }
      boolean small = whole < 1 << 23;
      upTo = new int[small ? 3 * oldWidth + 3 : 0];
      longUpTo = new long[small ? 0 : 3 * oldWidth + 3];
    }

    void row(int[] sums, byte[] rgb, int out) {
      if (upTo.length > 0) {
        smallRow(sums, rgb, out);
      } else {
        largeRow(sums, rgb, out);
      }
    }

    /**
     * Here the sum of a new pixel fits 31 bits: it is below 256 * whole. Running sums can overflow,
     * but their differences are exact. The quotient is exact, although it is a multiplication by
     * the rounded up inverse in 1 / 2^54, because 256 * whole * whole is at most 2^54.
     */
    private void smallRow(int[] sums, byte[] rgb, int out) {
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int i = 0; i < 3 * oldWidth; i += 3) {
        upTo[i + 3] = red += sums[i];
        upTo[i + 4] = green += sums[i + 1];
        upTo[i + 5] = blue += sums[i + 2];
      }
      long inverse = (1L << 54) / whole + 1;
      int half = (int) whole / 2;
      red = -half;
      green = -half;
      blue = -half;
      for (int x = 0; x < newWidth; x++) {
        int i = places[x];
        int share = shares[x];
        int newRed = upTo[i] * newWidth + sums[i] * share;
        int newGreen = upTo[i + 1] * newWidth + sums[i + 1] * share;
        int newBlue = upTo[i + 2] * newWidth + sums[i + 2] * share;
        rgb[out] = (byte) ((newRed - red) * inverse >>> 54);
        rgb[out + 1] = (byte) ((newGreen - green) * inverse >>> 54);
        rgb[out + 2] = (byte) ((newBlue - blue) * inverse >>> 54);
        out += 3;
        red = newRed - half;
        green = newGreen - half;
        blue = newBlue - half;
      }
    }

    private void largeRow(int[] sums, byte[] rgb, int out) {
      for (int i = 0; i < sums.length; i++) {
        longUpTo[i + 3] = longUpTo[i] + sums[i];
      }
      double perWhole = 1.0 / whole;
      for (int c = 0; c < 3; c++) {
        long before = 0;
        for (int x = 0; x < newWidth; x++) {
          int i = places[x] + c;
          long sum = longUpTo[i] * newWidth + (long) sums[i] * shares[x];
          rgb[out + 3 * x + c] = (byte) divide(sum - before + whole / 2, whole, perWhole);
          before = sum;
        }
      }
    }
  }

  /** Exact integer quotient of numbers whose quotient is small; much faster than a division. */
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

  /** For each new pixel: its old pixels and their weights. The edge pixel is repeated outwards. */
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
