package io.millrace.images.decode;

/** Reads the blocks of a GIF file up to the end of the first frame (GIF89a specification). */
final class GifFile {

  private GifFile() {}

  /** Position and size of a frame on the canvas. */
  record Frame(int left, int top, int width, int height) {}

  static ImageFile open(byte[] bytes, ImageDecodeSettings settings) throws RefusedImageException {
    Bytes in = new Bytes(bytes);
    int width = in.leShort(6);
    int height = in.leShort(8);
    Frame frame = firstFrame(in);
    int right = Math.max(width, frame.left + frame.width);
    int bottom = Math.max(height, frame.top + frame.height);
    ImageFile.checkSize(frame.width, frame.height, 4, settings);
    ImageFile.checkSize(right, bottom, 4, settings);
    return new ImageFile(ImageFormat.GIF, right, bottom, 4, bytes, ImageFile.NONE);
  }

  static Frame firstFrame(Bytes in) throws RefusedImageException {
    int at = 13 + table(in.u8(10));
    while (at < in.length()) {
      int block = in.u8(at);
      if (block == 0x21) {
        at = skipSubBlocks(in, at + 2);
      } else if (block == 0x2c) {
        int data = at + 10 + table(in.u8(at + 9)) + 1;
        skipSubBlocks(in, data);
        return new Frame(
            in.leShort(at + 1), in.leShort(at + 3), in.leShort(at + 5), in.leShort(at + 7));
      } else {
        throw RefusedImageException.damaged("a GIF without an image");
      }
    }
    throw RefusedImageException.damaged("the end of the GIF is missing");
  }

  private static int table(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private static int skipSubBlocks(Bytes in, int from) throws RefusedImageException {
    int at = from;
    while (at < in.length()) {
      int length = in.u8(at);
      at += 1 + length;
      if (length == 0) {
        return at;
      }
    }
    throw RefusedImageException.damaged("the end of the GIF is missing");
  }
}
