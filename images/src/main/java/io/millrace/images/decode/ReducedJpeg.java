package io.millrace.images.decode;

import java.io.IOException;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * Decodes JPEG images at a half, a quarter or an eighth of their size: the inverse transform of a
 * block gives only 4 x 4, 2 x 2 or 1 pixels. Uses libjpeg-turbo through Leptonica
 * (docs/decisions/0015), whose results are the same on every processor.
 *
 * <p>libjpeg-turbo can print a line about a damaged file to standard error.
 */
final class ReducedJpeg {

  private ReducedJpeg() {}

  /**
   * Links the libraries.
   *
   * @throws IOException if they are not available for this system
   */
  static void link() throws IOException {
    // pixels are freed explicitly; JavaCPP must neither track their memory nor limit it
    if (System.getProperty("org.bytedeco.javacpp.nopointergc") == null) {
      System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
    }
    try {
      leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
    } catch (LinkageError missing) {
      throw new IOException(
          "shrink_on_load needs libjpeg-turbo, which is in the box for Linux with glibc, macOS and"
              + " Windows (x86-64, the first two also arm64): "
              + missing.getMessage(),
          missing);
    }
  }

  /**
   * The largest factor that keeps both sides at least as long as needed.
   *
   * @return 1, 2, 4 or 8
   */
  static int factor(int width, int height, int needWidth, int needHeight) {
    int factor = 8;
    while (factor > 1
        && (reduced(width, factor) < needWidth || reduced(height, factor) < needHeight)) {
      factor /= 2;
    }
    return factor;
  }

  private static int reduced(int side, int factor) {
    return (side + factor - 1) / factor;
  }

  /**
   * Decodes a JPEG of one or three components.
   *
   * @param factor 2, 4 or 8
   */
  static Pixels decode(ImageFile file, int factor) throws RefusedImageException {
    PIX pix =
        leptonica.pixReadMemJpeg(file.toDecode(), file.toDecode().length, 0, factor, new int[1], 0);
    if (pix == null || pix.isNull()) {
      throw RefusedImageException.damaged("jpeg: libjpeg-turbo cannot decode it");
    }
    try {
      int width = pix.w();
      int height = pix.h();
      int depth = pix.d();
      if (width != reduced(file.width(), factor)
          || height != reduced(file.height(), factor)
          || depth != 8 && depth != 32) {
        throw RefusedImageException.damaged(
            width + " x " + height + " of " + depth + " bits, not 1 / " + factor + " of it");
      }
      return pixels(pix, width, height, depth == 8);
    } finally {
      leptonica.pixDestroy(pix);
    }
  }

  /** A word holds four grey pixels or one RGB pixel, the first sample in its highest byte. */
  private static Pixels pixels(PIX pix, int width, int height, boolean grey) {
    byte[] rgb = new byte[3 * width * height];
    int[] words = new int[pix.wpl()];
    IntPointer data = pix.data();
    int out = 0;
    for (int y = 0; y < height; y++) {
      data.position((long) y * words.length).get(words);
      for (int x = 0; x < width; x++) {
        // grey: the same level for red, green and blue
        int word = grey ? (words[x >> 2] >>> 24 - 8 * (x & 3) & 0xff) * 0x01010100 : words[x];
        rgb[out++] = (byte) (word >>> 24);
        rgb[out++] = (byte) (word >>> 16);
        rgb[out++] = (byte) (word >>> 8);
      }
    }
    return new Pixels(width, height, rgb);
  }
}
