package io.millrace.images.decode;

import io.millrace.corpus.DropReason;

/** Reads the header of a Windows bitmap. */
final class BmpFile {

  private BmpFile() {}

  static ImageFile open(byte[] bytes, ImageDecodeSettings settings) throws RefusedImageException {
    Bytes in = new Bytes(bytes);
    boolean core = in.leInt(14) == 12;
    int width = core ? in.leShort(18) : in.leInt(18);
    int stated = core ? in.leShort(20) : in.leInt(22);
    int height = stated == Integer.MIN_VALUE ? 0 : Math.abs(stated);
    int bits = in.leShort(core ? 24 : 28);
    int compression = core ? 0 : in.leInt(30);
    ImageFile.checkSize(width, height, 4, settings);
    if (compression > 3) {
      throw new RefusedImageException(
          DropReason.UNREAD_IMAGE_TYPE, "bmp: compression " + compression);
    }
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
      throw RefusedImageException.damaged("a bitmap of " + bits + " bits");
    }
    long row = ((long) width * bits + 31) / 32 * 4;
    boolean runs = compression == 1 || compression == 2;
    if (!runs && (in.leInt(10) & 0xffffffffL) + row * height > in.length()) {
      throw RefusedImageException.damaged("the end of the bitmap is missing");
    }
    return new ImageFile(ImageFormat.BMP, width, height, 4, bytes, ImageFile.NONE);
  }
}
