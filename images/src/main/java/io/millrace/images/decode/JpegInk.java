package io.millrace.images.decode;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/**
 * Reads CMYK JPEG images. Adobe's programs write the inks inverted, and the first three as YCC if
 * the transform is 2.
 */
final class JpegInk {

  private static final int YCCK = 2;

  private JpegInk() {}

  static Rows rows(Raster ink, int adobeTransform, Optional<ColorProfile> profile)
      throws RefusedImageException {
    if (ink.getNumBands() != 4) {
      throw RefusedImageException.damaged(ink.getNumBands() + " bands, not four inks");
    }
    int width = ink.getWidth();
    int height = ink.getHeight();
    byte[] samples =
        (byte[]) ink.getDataElements(ink.getMinX(), ink.getMinY(), width, height, null);
    if (adobeTransform == YCCK) {
      toCmy(samples);
    }
    boolean inverted = adobeTransform >= 0;
    if (profile.isPresent() && profile.get().isCmyk()) {
      if (inverted) {
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (byte) ~samples[i];
        }
      }
      return new Pixels(width, height, profile.get().convert(samples, 4, width));
    }
    WritableRaster plain =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    plain.setDataElements(0, 0, width, height, samples);
    return RasterRows.ofInk(plain, inverted);
  }

  /** Converts YCC to CMY, rounded: full-range BT.601 (JFIF), cyan being 255 minus red. */
  private static void toCmy(byte[] samples) {
    for (int i = 0; i < samples.length; i += 4) {
      double y = samples[i] & 0xff;
      double cb = (samples[i + 1] & 0xff) - 128;
      double cr = (samples[i + 2] & 0xff) - 128;
      samples[i] = clamp(255 - (y + 1.402 * cr));
      samples[i + 1] = clamp(255 - (y - .344136 * cb - .714136 * cr));
      samples[i + 2] = clamp(255 - (y + 1.772 * cb));
    }
  }

  private static byte clamp(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
