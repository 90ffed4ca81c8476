package io.millrace.images.decode;

import java.util.Arrays;

/** A frame in its place on a white canvas. */
record Canvas(int width, int height, Rows frame, int left, int top, byte[] buffer) implements Rows {

  Canvas(int width, int height, Rows frame, int left, int top) {
    this(width, height, frame, left, top, new byte[3 * frame.width()]);
  }

  @Override
  public void row(int y, byte[] rgb) {
    if (frame.width() < width || y < top || y >= top + frame.height()) {
      Arrays.fill(rgb, 0, 3 * width, (byte) 255);
    }
    if (y >= top && y < top + frame.height()) {
      frame.row(y - top, buffer);
      System.arraycopy(buffer, 0, rgb, 3 * left, buffer.length);
    }
  }
}
