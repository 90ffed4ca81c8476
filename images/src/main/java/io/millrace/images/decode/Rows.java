package io.millrace.images.decode;

/** Pixels of an image row by row: red, green and blue interleaved, transparency over white. */
interface Rows {

  int width();

  int height();

  /** Writes a row: {@code 3 * width()} bytes. */
  void row(int y, byte[] rgb);
}
