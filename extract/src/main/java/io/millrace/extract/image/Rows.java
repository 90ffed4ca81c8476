package io.millrace.extract.image;

/** Pixels of an image row by row, red, green and blue interleaved, transparency laid over white. */
interface Rows {

  int width();

  int height();

  /** Writes a row: {@code 3 * width()} bytes. */
  void row(int y, byte[] rgb);

  /**
   * Adds a row, times a factor, to sums of red, green and blue.
   *
   * @param buffer room for a row
   */
  default void add(int y, int factor, int[] sums, byte[] buffer) {
    row(y, buffer);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * (buffer[i] & 0xff);
    }
  }
}
