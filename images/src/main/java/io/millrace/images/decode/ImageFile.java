package io.millrace.images.decode;

import io.millrace.corpus.DropReason;

/**
 * A file of an image taken apart, nothing decoded yet.
 *
 * @param width as stored, before orientation
 * @param height as stored
 * @param bytesPerPixel memory the decoder needs for a pixel
 * @param passes how often the decoder goes over all pixels
 * @param toDecode what the decoder gets: without metadata, and only the first frame
 * @param toKeep what is emitted when the image needs no change, or an empty array when it cannot be
 *     kept: several frames, 16 bits, transparency
 * @param exif the TIFF structure of the EXIF, or an empty array
 * @param icc the colour profile, or an empty array
 * @param isInk whether it has four inks in the place of colours
 * @param adobeTransform colour transform that a JPEG's Adobe segment states, -1 without one
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

  /** Passes over all pixels that an image of the largest allowed size may take. */
  private static final int MAX_PASSES = 24;

  /** Takes a file apart and holds it against the limits. */
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

  /** Called as soon as width and height are known, before anything is allocated for them. */
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
