package io.millrace.images.decode;

import io.millrace.corpus.DropReason;

/** Reads the first directory of a TIFF file (TIFF 6.0). */
final class TiffFile {

  private static final int MAX_ENTRIES = 512;
  private static final int MAX_EXIF = 1 << 20;

  private final Bytes in;
  private final boolean big;
  private int width;
  private int height;
  private int bits = 1;
  private int samples = 1;
  private long tileWidth;
  private long tileLength;

  private TiffFile(byte[] bytes) {
    this.in = new Bytes(bytes);
    this.big = in.u8(0) == 'M';
  }

  static ImageFile open(byte[] bytes, ImageDecodeSettings settings) throws RefusedImageException {
    return new TiffFile(bytes).read(settings);
  }

  private ImageFile read(ImageDecodeSettings settings) throws RefusedImageException {
    int directory = u32(4);
    int entries = u16(directory);
    if (directory < 8
        || entries == 0
        || entries > MAX_ENTRIES
        || directory + 2L + 12L * entries > in.length()) {
      throw RefusedImageException.damaged("a TIFF without a directory");
    }
    for (int i = 0; i < entries; i++) {
      entry(directory + 2 + 12 * i);
    }
    if (samples < 1 || bits < 1) {
      throw RefusedImageException.damaged("a TIFF without samples");
    }
    if (samples > 8 || bits > 64) {
      throw new RefusedImageException(
          DropReason.UNREAD_IMAGE_TYPE, "tiff: " + samples + " samples of " + bits + " bits");
    }
    int bytesPerPixel = samples * ((bits + 7) / 8);
    ImageFile.checkSize(width, height, bytesPerPixel, settings);
    if (tileWidth < 0
        || tileLength < 0
        || tileWidth * tileLength * bytesPerPixel > settings.maxDecodedBytes()) {
      throw RefusedImageException.damaged("a TIFF of huge tiles");
    }
    byte[] exif = in.length() <= MAX_EXIF ? in.array() : ImageFile.NONE;
    return new ImageFile(ImageFormat.TIFF, width, height, bytesPerPixel, in.array(), exif);
  }

  private void entry(int at) {
    int count = u32(at + 4);
    switch (u16(at)) {
      case 256 -> width = value(at);
      case 257 -> height = value(at);
      // the value is the offset of the numbers if there are several
      case 258 -> bits = count <= 2 ? value(at) : u16(u32(at + 8));
      case 277 -> samples = value(at);
      case 322 -> tileWidth = value(at);
      case 323 -> tileLength = value(at);
      default -> {}
    }
  }

  private int value(int at) {
    return u16(at + 2) == 3 ? u16(at + 8) : u32(at + 8);
  }

  private int u16(int at) {
    return big ? in.beShort(at) : in.leShort(at);
  }

  private int u32(int at) {
    return big ? in.beInt(at) : in.leInt(at);
  }
}
