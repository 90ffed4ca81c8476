package io.millrace.images.decode;

import io.millrace.corpus.DropReason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Splits a WebP file into chunks (RFC 9649). Takes the first frame of an animation. */
final class WebpFile {

  private static final int ALPHA = 0x10;

  private final Bytes in;
  private final ImageDecodeSettings settings;
  private int width;
  private int height;
  private boolean extended;
  private boolean plain = true;
  private boolean personal;
  private byte[] exif = ImageFile.NONE;
  private byte[] icc = ImageFile.NONE;
  private byte[] image = ImageFile.NONE;

  private WebpFile(byte[] bytes, ImageDecodeSettings settings) {
    this.in = new Bytes(bytes);
    this.settings = settings;
  }

  static ImageFile open(byte[] bytes, ImageDecodeSettings settings) throws RefusedImageException {
    return new WebpFile(bytes, settings).read();
  }

  private ImageFile read() throws RefusedImageException {
    long stated = (in.leInt(4) & 0xffffffffL) + 8;
    if (stated > in.length()) {
      throw RefusedImageException.damaged("the end of the WebP is missing");
    }
    ByteArrayOutputStream still = new ByteArrayOutputStream();
    ByteArrayOutputStream clean = new ByteArrayOutputStream();
    int at = 12;
    while (at + 8 <= stated) {
      int length = in.leInt(at + 4);
      if (length < 0 || length > stated - at - 8) {
        throw RefusedImageException.damaged("a WebP with a chunk that is too long");
      }
      int next = (int) Math.min(stated, at + 8L + length + (length & 1));
      chunk(at, length, next, still, clean);
      at = next;
    }
    if (image.length == 0 && still.size() > 0) {
      image = file(width, height, (plain ? 0 : ALPHA), still.toByteArray());
    }
    if (image.length == 0) {
      throw RefusedImageException.damaged("a WebP without an image");
    }
    byte[] keep = !plain ? ImageFile.NONE : personal ? riff(clean.toByteArray()) : in.array();
    return new ImageFile(ImageFormat.WEBP, width, height, 8, 1, image, keep, exif, icc, false, -1);
  }

  private void chunk(
      int at, int length, int next, ByteArrayOutputStream still, ByteArrayOutputStream clean)
      throws RefusedImageException {
    boolean told = false;
    switch (in.latin1(at, 4)) {
      case "VP8X" -> {
        extended = true;
        plain = (in.u8(at + 8) & (ALPHA | 2)) == 0;
        size(in.leInt24(at + 12) + 1, in.leInt24(at + 15) + 1);
      }
      case "VP8 ", "VP8L" -> {
        bitstream(at, length);
        if (image.length == 0) {
          still.write(in.array(), at, next - at);
        }
      }
      case "ALPH" -> {
        plain = false;
        still.write(in.array(), at, next - at);
      }
      case "ANMF" -> {
        plain = false;
        if (image.length == 0) {
          frame(at + 8, length);
        }
      }
      case "ICCP" -> icc = Arrays.copyOfRange(in.array(), at + 8, at + 8 + length);
      case "EXIF" -> {
        int from = in.text(at + 8, "Exif\0\0") ? 14 : 8;
        exif = Arrays.copyOfRange(in.array(), at + Math.min(from, 8 + length), at + 8 + length);
        told = ExifFields.mayHavePosition(exif);
      }
      case "XMP " -> told = Bytes.contains(in.array(), at, next, "GPS");
      default -> {}
    }
    personal |= told;
    if (!told) {
      clean.write(in.array(), at, next - at);
    }
  }

  /** Reads size and transparency of a bitstream; an extended file keeps the size of its header. */
  private void bitstream(int at, int length) throws RefusedImageException {
    int ownWidth;
    int ownHeight;
    if (in.u8(at + 3) == 'L') {
      if (length < 5 || in.u8(at + 8) != 0x2f) {
        throw RefusedImageException.damaged("a broken VP8L header");
      }
      int bits = in.leInt(at + 9);
      ownWidth = (bits & 0x3fff) + 1;
      ownHeight = (bits >>> 14 & 0x3fff) + 1;
      plain &= (bits >>> 28 & 1) == 0;
    } else {
      if (length < 10 || !in.is(at + 11, 0x9d, 0x01, 0x2a)) {
        throw RefusedImageException.damaged("a broken VP8 header");
      }
      ownWidth = in.leShort(at + 14) & 0x3fff;
      ownHeight = in.leShort(at + 16) & 0x3fff;
    }
    if (!extended) {
      size(ownWidth, ownHeight);
    }
    ImageFile.checkSize(ownWidth, ownHeight, 8, settings);
  }

  private void size(int newWidth, int newHeight) throws RefusedImageException {
    width = newWidth;
    height = newHeight;
    ImageFile.checkSize(width, height, 8, settings);
  }

  /** Makes a still image of an animation's frame. */
  private void frame(int at, int length) throws RefusedImageException {
    if (length < 24) {
      throw RefusedImageException.damaged("a broken frame in a WebP");
    }
    int frameWidth = in.leInt24(at + 6) + 1;
    int frameHeight = in.leInt24(at + 9) + 1;
    ImageFile.checkSize(frameWidth, frameHeight, 8, settings);
    if (frameWidth != width || frameHeight != height) {
      throw new RefusedImageException(
          DropReason.UNREAD_IMAGE_TYPE, "webp: an animation whose first frame is a part");
    }
    int end = at + length;
    int chunk = at + 16;
    while (chunk + 8 <= end) {
      int size = in.leInt(chunk + 4);
      if (size < 0 || size > end - chunk - 8) {
        throw RefusedImageException.damaged("a broken frame in a WebP");
      }
      if (in.text(chunk, "VP8")) {
        bitstream(chunk, size);
      }
      chunk += 8 + size + (size & 1);
    }
    image = file(width, height, ALPHA, Arrays.copyOfRange(in.array(), at + 16, end));
  }

  private static byte[] file(int width, int height, int flags, byte[] chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(chunks.length + 18);
    byte[] head = new byte[18];
    System.arraycopy(ImageFormat.ascii("VP8X"), 0, head, 0, 4);
    head[4] = 10;
    head[8] = (byte) flags;
    for (int i = 0; i < 3; i++) {
      head[12 + i] = (byte) (width - 1 >>> 8 * i);
      head[15 + i] = (byte) (height - 1 >>> 8 * i);
    }
    out.writeBytes(head);
    out.writeBytes(chunks);
    return riff(out.toByteArray());
  }

  private static byte[] riff(byte[] chunks) {
    byte[] file = new byte[chunks.length + 12];
    System.arraycopy(ImageFormat.ascii("RIFF"), 0, file, 0, 4);
    for (int i = 0; i < 4; i++) {
      file[4 + i] = (byte) (chunks.length + 4 >>> 8 * i);
    }
    System.arraycopy(ImageFormat.ascii("WEBP"), 0, file, 8, 4);
    System.arraycopy(chunks, 0, file, 12, chunks.length);
    if (chunks.length > 8 && chunks[3] == 'X') {
      boolean exif = Bytes.contains(chunks, 18, chunks.length, "EXIF");
      boolean xmp = Bytes.contains(chunks, 18, chunks.length, "XMP ");
      file[20] &= (byte) ~((exif ? 0 : 8) | (xmp ? 0 : 4));
    }
    return file;
  }
}
