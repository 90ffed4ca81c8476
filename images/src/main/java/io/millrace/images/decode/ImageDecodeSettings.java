package io.millrace.images.decode;

import io.millrace.api.Setting;
import java.util.Objects;

/**
 * Settings of the recipe's stage {@code image-decode}. Resize modes, size and quality, and their
 * defaults, are those of img2dataset.
 */
public record ImageDecodeSettings(
    @Setting(
            "How the image is resized: no; border (longest side to size, then white margins"
                + " to a square); center-crop (shortest side to size, then the middle square);"
                + " keep-ratio (shortest side to size); keep-ratio-largest (longest side to size).")
        ResizeMode resizeMode,
    @Setting(value = "Pixels of the side that the mode sets.", min = 1, max = 16_384) int size,
    @Setting("Do not resize images that are not larger than size.") boolean onlyIfBigger,
    @Setting(
            "Let libjpeg-turbo decode JPEG images at a half, a quarter or an eighth of"
                + " their size if that is not below the size needed: faster, with slightly"
                + " different pixels.")
        boolean shrinkOnLoad,
    @Setting(
            "Keep the bytes of JPEG, PNG and WebP images that need no change; false"
                + " re-encodes every image.")
        boolean skipReencode,
    @Setting("Format of re-encoded images.") EncodeFormat encodeFormat,
    @Setting(value = "Quality of re-encoded JPEG and WebP images.", min = 1, max = 100) int quality,
    @Setting(
            "Keep JPEG images whose end is missing if they can be decoded; the missing part"
                + " is grey.")
        boolean keepTruncated,
    @Setting(
            value = "Most pixels of an image, before resizing and after.",
            min = 1,
            max = 1_000_000_000)
        long maxPixels,
    @Setting(
            value = "Most memory in bytes that decoding may need; known from the header.",
            min = 1 << 20,
            max = 16L << 30)
        long maxDecodedBytes) {

  /** How an image is resized. */
  public enum ResizeMode {
    NO,
    BORDER,
    CENTER_CROP,
    KEEP_RATIO,
    KEEP_RATIO_LARGEST
  }

  /** Formats that can be written. */
  public enum EncodeFormat {
    JPEG,
    PNG,
    WEBP
  }

  public ImageDecodeSettings {
    Objects.requireNonNull(resizeMode, "resizeMode");
    Objects.requireNonNull(encodeFormat, "encodeFormat");
    check("size", size, 1, 16_384);
    check("quality", quality, 1, 100);
    check("max_pixels", maxPixels, 1, 1_000_000_000);
    check("max_decoded_bytes", maxDecodedBytes, 1 << 20, 16L << 30);
    if (resizeMode != ResizeMode.NO && (long) size * size > maxPixels) {
      throw new IllegalArgumentException(
          "size is " + size + ", its square must be at most max_pixels, which is " + maxPixels);
    }
  }

  public static ImageDecodeSettings defaults() {
    return new ImageDecodeSettings(
        ResizeMode.BORDER,
        256,
        false,
        false,
        true,
        EncodeFormat.JPEG,
        95,
        false,
        50_000_000,
        256L << 20);
  }

  private static void check(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", must be in " + min + ".." + max);
    }
  }
}
