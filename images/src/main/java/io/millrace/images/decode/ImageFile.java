package io.millrace.images.decode;

import io.millrace.corpus.DropReason;

/**
 * The parts of an image file, not yet decoded.
 *
 * @param width as stored, before orientation
 * @param height as stored
 * @param bytesPerPixel memory the decoder needs for a pixel
 * @param passes number of passes over all pixels that the decoder makes
 * @param toDecode input of the decoder: without metadata, first frame only
 * @param toKeep output if the image needs no change; empty if the file cannot be kept because of
 *     several frames, 16 bits or transparency
 * @param exif the TIFF structure of the EXIF data, or an empty array
 * @param icc the colour profile, or an empty array
 * @param isInk whether the colours are CMYK
 * @param adobeTransform colour transform in a JPEG's Adobe segment, -1 without one
 */
record ImageFile(
    ImageFormat format,
    int width,
    int height,
    int bytesPerPixel,
    int passes,
    byte[] toDecode,
    byte[] toKeep,
    byte[] exif,
    byte[] icc,
    boolean isInk,
    int adobeTransform) {

  static final byte[] NONE = {};

  /** A file that is decoded whole, always re-encoded, and read without a colour profile. */
  ImageFile(
      ImageFormat format, int width, int height, int bytesPerPixel, byte[] bytes, byte[] exif) {
    this(format, width, height, bytesPerPixel, 1, bytes, NONE, exif, NONE, false, -1);
  }

  /** Most passes for an image of {@code max_pixels}; smaller images may take more. */
  private static final int MAX_PASSES = 24;

  /** Splits a file into its parts and checks it against the limits. */
  static ImageFile open(byte[] bytes, ImageDecodeSettings settings) throws RefusedImageException {
    ImageFormat format =
        ImageFormat.of(bytes)
            .orElseThrow(
                () -> new RefusedImageException(DropReason.NOT_AN_IMAGE, "no known signature"));
    if (!format.isRead()) {
      throw new RefusedImageException(DropReason.UNREAD_IMAGE_TYPE, format.key());
    }
    ImageFile file =
        switch (format) {
          case JPEG -> JpegFile.open(bytes, settings);
          case PNG -> PngFile.open(bytes, settings);
          case GIF -> GifFile.open(bytes, settings);
          case WEBP -> WebpFile.open(bytes, settings);
          case BMP -> BmpFile.open(bytes, settings);
          default -> TiffFile.open(bytes, settings);
        };
    long pixels = (long) file.width * file.height;
    if (pixels * file.passes > settings.maxPixels() * MAX_PASSES) {
      throw RefusedImageException.damaged(file.passes + " scans of " + pixels + " pixels");
    }
    return file;
  }

  /** Checks a size; called before any memory that depends on it is allocated. */
  static void checkSize(int width, int height, int bytesPerPixel, ImageDecodeSettings settings)
      throws RefusedImageException {
    if (width <= 0 || height <= 0) {
      throw RefusedImageException.damaged("a size of " + width + " x " + height);
    }
    long pixels = (long) width * height;
    if (pixels > settings.maxPixels() || pixels * bytesPerPixel > settings.maxDecodedBytes()) {
      throw new RefusedImageException(
          DropReason.TOO_MANY_PIXELS,
          width + " x " + height + ", " + bytesPerPixel + " bytes each");
    }
  }
}
