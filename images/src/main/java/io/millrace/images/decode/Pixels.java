package io.millrace.images.decode;

import java.util.Arrays;

/** An image in memory: red, green and blue of each pixel, row by row. */
record Pixels(int width, int height, byte[] rgb) implements Rows {

  static Pixels of(Rows rows) {
    int stride = 3 * rows.width();
    byte[] all = new byte[stride * rows.height()];
    byte[] row = new byte[stride];
    for (int y = 0; y < rows.height(); y++) {
      rows.row(y, row);
      System.arraycopy(row, 0, all, y * stride, stride);
    }
    return new Pixels(rows.width(), rows.height(), all);
  }

  @Override
  public void row(int y, byte[] out) {
    System.arraycopy(rgb, 3 * width * y, out, 0, 3 * width);
  }

  /**
   * Rotates and mirrors the image by its EXIF orientation.
   *
   * @param orientation 1..8 (EXIF 2.32, tag 274)
   */
  Pixels oriented(int orientation) {
    if (orientation <= 1 || orientation > 8) {
      return this;
    }
    boolean swap = orientation >= 5;
    int newWidth = swap ? height : width;
    int newHeight = swap ? width : height;
    byte[] turned = new byte[rgb.length];
    boolean flipX = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean flipY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int fromX = swap ? y : x;
        int fromY = swap ? x : y;
        fromX = flipX ? width - 1 - fromX : fromX;
        fromY = flipY ? height - 1 - fromY : fromY;
        System.arraycopy(rgb, 3 * (fromY * width + fromX), turned, 3 * (y * newWidth + x), 3);
      }
    }
    return new Pixels(newWidth, newHeight, turned);
  }

  /** Crops the image to its middle; sides that are shorter than {@code size} stay. */
  Pixels cropped(int size) {
    int newWidth = Math.min(width, size);
    int newHeight = Math.min(height, size);
    int left = (width - newWidth) / 2;
    int top = (height - newHeight) / 2;
    byte[] cut = new byte[3 * newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      int from = 3 * ((top + y) * width + left);
      System.arraycopy(rgb, from, cut, 3 * newWidth * y, 3 * newWidth);
    }
    return new Pixels(newWidth, newHeight, cut);
  }

  /** Puts the image into the middle of a white square. */
  Pixels padded(int size) {
    int newWidth = Math.max(width, size);
    int newHeight = Math.max(height, size);
    int left = (newWidth - width) / 2;
    int top = (newHeight - height) / 2;
    byte[] wide = new byte[3 * newWidth * newHeight];
    Arrays.fill(wide, (byte) 255);
    for (int y = 0; y < height; y++) {
      System.arraycopy(rgb, 3 * width * y, wide, 3 * ((top + y) * newWidth + left), 3 * width);
    }
    return new Pixels(newWidth, newHeight, wide);
  }

  /** Brightness of each pixel by ITU-R BT.601. */
  byte[] luma() {
    byte[] luma = new byte[width * height];
    for (int i = 0; i < luma.length; i++) {
      int red = rgb[3 * i] & 0xff;
      int green = rgb[3 * i + 1] & 0xff;
      int blue = rgb[3 * i + 2] & 0xff;
      luma[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
    }
    return luma;
  }
}
