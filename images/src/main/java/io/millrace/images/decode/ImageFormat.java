package io.millrace.images.decode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Image file formats, found from the first bytes of a file only. Content-Type and file name are
 * ignored.
 */
public enum ImageFormat {
  JPEG(true),
  PNG(true),
  GIF(true),
  WEBP(true),
  BMP(true),
  TIFF(true),
  AVIF(false),
  HEIC(false),
  JPEG_XL(false),
  JPEG_2000(false),
  SVG(false),
  ICO(false),
  PSD(false),
  PNM(false);

  /** Characters that may precede the root element of an SVG. */
  private static final int SVG_PROLOG = 4096;

  private final boolean read;

  ImageFormat(boolean read) {
    this.read = read;
  }

  /** Name in records. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether images of this format can be decoded. */
  public boolean isRead() {
    return read;
  }

  /** Format of a file; empty if it is not known. */
  public static Optional<ImageFormat> of(byte[] bytes) {
    Bytes in = new Bytes(bytes);
    if (in.is(0, 0xff, 0xd8, 0xff)) {
      return Optional.of(JPEG);
    } else if (in.is(0, 0x89, 'P', 'N', 'G', 13, 10, 26, 10)) {
      return Optional.of(PNG);
    } else if (in.text(0, "GIF87a") || in.text(0, "GIF89a")) {
      return Optional.of(GIF);
    } else if (in.text(0, "RIFF") && in.text(8, "WEBP")) {
      return Optional.of(WEBP);
    } else if (in.is(0, 'I', 'I', 42, 0) || in.is(0, 'M', 'M', 0, 42)) {
      return Optional.of(TIFF);
    } else if (in.text(0, "BM") && in.length() >= 26 && in.leInt(14) >= 12 && in.leInt(14) <= 124) {
      return Optional.of(BMP);
    }
    return unread(in);
  }

  private static Optional<ImageFormat> unread(Bytes in) {
    if (in.text(4, "ftyp")) {
      return brand(in);
    } else if (in.is(0, 0xff, 0x0a) || in.is(0, 0, 0, 0, 12, 'J', 'X', 'L', ' ')) {
      return Optional.of(JPEG_XL);
    } else if (in.is(0, 0, 0, 0, 12, 'j', 'P', ' ', ' ') || in.is(0, 0xff, 0x4f, 0xff, 0x51)) {
      return Optional.of(JPEG_2000);
    } else if (in.text(0, "8BPS")) {
      return Optional.of(PSD);
    } else if (in.is(0, 0, 0, 1, 0) && in.length() >= 22 && in.u8(4) + in.u8(5) > 0) {
      return Optional.of(ICO);
    } else if (in.length() > 8
        && in.u8(0) == 'P'
        && in.u8(1) >= '1'
        && in.u8(1) <= '7'
        && (in.u8(2) == '\n' || in.u8(2) == ' ')) {
      return Optional.of(PNM);
    }
    return isSvg(in) ? Optional.of(SVG) : Optional.empty();
  }

  /** Format by the brands of an ISO base media file; empty for a film. */
  private static Optional<ImageFormat> brand(Bytes in) {
    int end = (int) Math.min(Math.min(in.beInt(0) & 0xffffffffL, in.length()), 256);
    boolean heic = false;
    for (int at = 8; at + 4 <= end; at += 4) {
      if (in.text(at, "avif") || in.text(at, "avis")) {
        return Optional.of(AVIF);
      }
      heic |=
          in.text(at, "heic") || in.text(at, "heix") || in.text(at, "mif1") || in.text(at, "msf1");
    }
    return heic ? Optional.of(HEIC) : Optional.empty();
  }

  /** Whether the first element is svg; a declaration, comments and a DOCTYPE may precede it. */
  private static boolean isSvg(Bytes in) {
    String head = in.latin1(0, Math.min(in.length(), SVG_PROLOG)).toLowerCase(Locale.ROOT);
    if (head.startsWith("\u00fe\u00ff") || head.startsWith("\u00ff\u00fe")) {
      head = head.replace("\0", "");
    }
    int svg = head.indexOf("<svg");
    return svg >= 0 && onlyProlog(head.substring(0, svg));
  }

  private static boolean onlyProlog(String before) {
    int at = 0;
    while (at < before.length()) {
      int tag = before.indexOf('<', at);
      if (tag < 0) {
        return true;
      }
      String close =
          before.startsWith("<!--", tag)
              ? "-->"
              : before.startsWith("<?", tag)
                  ? "?>"
                  : before.startsWith("<!doctype", tag) ? ">" : "";
      int end = close.isEmpty() ? -1 : before.indexOf(close, tag);
      if (end < 0) {
        return false;
      }
      at = end + close.length();
    }
    return true;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
