package io.millrace.images.decode;

import java.io.IOException;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * JPEG images decoded at a half, a quarter or an eighth of their size: the inverse transform of a
 * block gives 4 x 4, 2 x 2 or 1 pixels, and the others are never made. By libjpeg-turbo, through
 * Leptonica (docs/decisions/0015). libjpeg-turbo's arithmetic is the same on every processor.
 *
 * <p>Of a damaged file libjpeg-turbo may print a line to the standard error, as it does in other
 * programs.
 */
final class ReducedJpeg {

  private ReducedJpeg() {}

  /**
   * Links the libraries.
   *
   * @throws IOException when this system has none
   */
  static void link() throws IOException {
    // pixels are freed here, so its own bookkeeping of memory, and limits on it, are in the way
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
   * The largest factor that leaves both sides as long as they have to be.
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

  /** A word holds four grey pixels or one of three colours, the first in its highest byte. */
  private static Pixels pixels(PIX pix, int width, int height, boolean grey) {
    byte[] rgb = new byte[3 * width * height];
    int[] words = new int[pix.wpl()];
    IntPointer data = pix.data();
    int out = 0;
    for (int y = 0; y < height; y++) {
      data.position((long) y * words.length).get(words);
      for (int x = 0; x < width; x++) {
        // a level three times over is a colour
        int word = grey ? (words[x >> 2] >>> 24 - 8 * (x & 3) & 0xff) * 0x01010100 : words[x];
        rgb[out++] = (byte) (word >>> 24);
        rgb[out++] = (byte) (word >>> 16);
        rgb[out++] = (byte) (word >>> 8);
      }
    }
    return new Pixels(width, height, rgb);
  }
}
