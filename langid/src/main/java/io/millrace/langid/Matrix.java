package io.millrace.langid;

import java.io.IOException;

/**
 * A matrix of a model as plain numbers, row by row. Quantised matrices are expanded when read:
 * quantised models are small, and adding a plain row is several times faster.
 *
 * @param values numbers of all rows
 * @param columns numbers in a row
 */
record Matrix(float[] values, int rows, int columns) {
  private static final int CENTROIDS = 256;

  /** Most numbers that a quantised matrix may expand to: 1 GiB. */
  private static final long MOST_EXPANDED = 1L << 28;

  private static final long MOST_VALUES = Integer.MAX_VALUE - 16L;

  static Matrix readPlain(ModelInput in, String what) throws IOException {
    long rows = in.readLong(what);
    long columns = in.readLong(what);
    int count = checkSize(rows, columns, MOST_VALUES, what);
    return new Matrix(in.readFloats(count, what), (int) rows, (int) columns);
  }

  /**
   * Reads a product-quantised matrix: a row is a list of codes; each code names a centroid for some
   * of the columns.
   */
  static Matrix readQuantised(ModelInput in, String what) throws IOException {
    boolean withNorms = in.readBoolean(what);
    long rows = in.readLong(what);
    long columns = in.readLong(what);
    int count = checkSize(rows, columns, MOST_EXPANDED, what);
    int codeCount = in.readInt(what);
    if (codeCount < 0) {
      throw ModelInput.corrupted(what + " has " + codeCount + " codes");
    }
    byte[] codes = in.readBytes(codeCount, what);
    Quantizer quantizer = Quantizer.read(in, (int) columns, what);
    if ((long) quantizer.parts() * rows != codeCount) {
      throw ModelInput.corrupted(what + " has " + codeCount + " codes for " + rows + " rows");
    }
    float[] values = new float[count];
    quantizer.expand(codes, values);
    Matrix matrix = new Matrix(values, (int) rows, (int) columns);
    if (withNorms) {
      byte[] normCodes = in.readBytes((int) rows, what);
      matrix.scaleRows(normCodes, Quantizer.read(in, 1, what));
    }
    return matrix;
  }

  private static int checkSize(long rows, long columns, long most, String what) throws IOException {
    if (rows < 0 || columns < 1 || columns > most || rows > most / columns) {
      throw ModelInput.corrupted(
          what + " cannot have " + rows + " rows of " + columns + " numbers");
    }
    return (int) (rows * columns);
  }

  private void scaleRows(byte[] codes, Quantizer norms) {
    for (int row = 0; row < rows; row++) {
      float norm = norms.centroids()[codes[row] & 0xff];
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        values[i] *= norm;
      }
    }
  }

  /**
   * The centroids of all parts of a vector.
   *
   * @param width columns of a part
   * @param lastWidth columns of the last part
   */
  private record Quantizer(int columns, int parts, int width, int lastWidth, float[] centroids) {

    static Quantizer read(ModelInput in, int columns, String what) throws IOException {
      int dimension = in.readInt(what);
      int parts = in.readInt(what);
      int width = in.readInt(what);
      int lastWidth = in.readInt(what);
      if (dimension != columns
          || parts < 1
          || width < 1
          || lastWidth < 1
          || lastWidth > width
          || (parts - 1L) * width + lastWidth != columns) {
        throw ModelInput.corrupted(
            what + " has " + parts + " parts that do not make up its columns");
      }
      float[] centroids = in.readFloats(checkSize(CENTROIDS, columns, MOST_EXPANDED, what), what);
      return new Quantizer(columns, parts, width, lastWidth, centroids);
    }

    void expand(byte[] codes, float[] values) {
      int to = 0;
      for (int i = 0; i < codes.length; i++) {
        int part = i % parts;
        int size = part == parts - 1 ? lastWidth : width;
        int from = part * CENTROIDS * width + (codes[i] & 0xff) * size;
        System.arraycopy(centroids, from, values, to, size);
        to += size;
      }
    }
  }
}
