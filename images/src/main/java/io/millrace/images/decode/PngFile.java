package io.millrace.images.decode;

import io.millrace.corpus.DropReason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Splits a PNG file into chunks. The decoder gets only those of the image. */
final class PngFile {

  private static final int MAX_ICC = 8 << 20;
  private static final Set<String> IMAGE_CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  private static final int[] SIGNATURE = {0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private final Bytes in;
  private final ImageDecodeSettings settings;
  private final ByteArrayOutputStream image = new ByteArrayOutputStream();
  private final ByteArrayOutputStream clean = new ByteArrayOutputStream();
  private int width;
  private int height;
  private int bitDepth;
  private int colourType;
  private int bytesPerPixel;
  private boolean ended;
  private boolean data;
  private boolean plain = true;
  private boolean personal;
  private byte[] exif = ImageFile.NONE;
  private byte[] icc = ImageFile.NONE;

  private PngFile(byte[] bytes, ImageDecodeSettings settings) {
    this.in = new Bytes(bytes);
    this.settings = settings;
  }

  static ImageFile open(byte[] bytes, ImageDecodeSettings settings) throws RefusedImageException {
    return new PngFile(bytes, settings).read();
  }

  private ImageFile read() throws RefusedImageException {
    for (int value : SIGNATURE) {
      image.write(value);
      clean.write(value);
    }
    int at = SIGNATURE.length;
    while (at + 12 <= in.length() && !ended) {
      int length = in.beInt(at);
      if (length < 0 || length > in.length() - at - 12) {
        break;
      }
      chunk(at, length);
      at += 12 + length;
    }
    if (!ended || !data) {
      throw RefusedImageException.damaged("the end of the PNG is missing");
    }
    byte[] keep = plain && bitDepth <= 8 ? personal ? clean.toByteArray() : in.array() : null;
    return new ImageFile(
        ImageFormat.PNG,
        width,
        height,
        bytesPerPixel,
        1,
        image.toByteArray(),
        keep == null ? ImageFile.NONE : keep,
        exif,
        icc,
        false,
        -1);
  }

  private void chunk(int at, int length) throws RefusedImageException {
    String type = in.latin1(at + 4, 4);
    int from = at + 8;
    if (width == 0 && !type.equals("IHDR")) {
      throw new RefusedImageException(
          type.equals("CgBI") ? DropReason.UNREAD_IMAGE_TYPE : DropReason.DAMAGED_IMAGE,
          "a PNG that starts with " + (type.equals("CgBI") ? "CgBI" : "another chunk than IHDR"));
    }
    boolean told = false;
    switch (type) {
      case "IHDR" -> header(from, length);
      case "IDAT" -> data = true;
      case "IEND" -> ended = true;
      case "tRNS", "acTL" -> plain = false;

      case "eXIf" -> {
        exif = Arrays.copyOfRange(in.array(), from, from + length);
        told = ExifFields.mayHavePosition(exif);
      }
      case "iCCP" -> icc = profile(from, length);
      case "tEXt", "zTXt", "iTXt" -> told = tellsPosition(from, length);
      default -> {}
    }
    personal |= told;
    if (!told) {
      clean.write(in.array(), at, 12 + length);
    }
    if (IMAGE_CHUNKS.contains(type)) {
      image.write(in.array(), at, 12 + length);
    }
  }

  private void header(int from, int length) throws RefusedImageException {
    if (width != 0 || length != 13) {
      throw RefusedImageException.damaged("a PNG with a broken header");
    }
    width = in.beInt(from);
    height = in.beInt(from + 4);
    bitDepth = in.u8(from + 8);
    colourType = in.u8(from + 9);
    boolean known =
        switch (colourType) {
          case 0 -> bitDepth <= 16;
          case 3 -> bitDepth <= 8;
          case 2, 4, 6 -> bitDepth == 8 || bitDepth == 16;
          default -> false;
        };
    if (!known || bitDepth == 0 || Integer.bitCount(bitDepth) != 1 || in.u8(from + 12) > 1) {
      throw RefusedImageException.damaged("a PNG of colour type " + colourType);
    }
    int samples = colourType == 2 ? 3 : colourType == 4 ? 2 : colourType == 6 ? 4 : 1;
    bytesPerPixel = samples * (bitDepth == 16 ? 2 : 1);
    plain = colourType < 4;
    ImageFile.checkSize(width, height, bytesPerPixel, settings);
  }

  /**
   * Whether a text chunk has EXIF data in hexadecimal digits, or XMP that has a position or is
   * compressed.
   */
  private boolean tellsPosition(int from, int length) {
    byte[] bytes = in.array();
    int name = Math.min(from + length, from + 80);
    return Bytes.contains(bytes, from, name, "Raw profile type")
        || Bytes.contains(bytes, from, from + length, "GPS")
        || Bytes.contains(bytes, from, name, "XML:com.adobe.xmp\0\u0001");
  }

  private byte[] profile(int from, int length) {
    int name = from;
    while (name < from + length && in.u8(name) != 0) {
      name++;
    }
    Inflater inflater = new Inflater();
    try {
      int start = Math.min(name + 2, from + length);
      inflater.setInput(in.array(), start, from + length - start);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int read = inflater.inflate(buffer);
      while (read > 0 && out.size() <= MAX_ICC) {
        out.write(buffer, 0, read);
        read = inflater.inflate(buffer);
      }
      return inflater.finished() ? out.toByteArray() : ImageFile.NONE;
    } catch (DataFormatException brokenProfile) {
      return ImageFile.NONE; // treated as sRGB, as browsers do
    } finally {
      inflater.end();
    }
  }
}
