package io.millrace.images.decode;

import io.millrace.corpus.DropReason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Splits a JPEG file into segments (ITU-T T.81, annex B). The decoder gets only the segments that
 * it needs: no colour profile, which may be broken, no thumbnail, no comments.
 */
final class JpegFile {

  private static final int MAX_ICC = 8 << 20;

  /** A segment, marker included. */
  private record Segment(int marker, int from, int to) {
    int length() {
      return to - from;
    }
  }

  private final Bytes in;
  private final ImageDecodeSettings settings;
  private final List<Segment> segments = new ArrayList<>();
  private final ByteArrayOutputStream icc = new ByteArrayOutputStream();
  private int frame;
  private int width;
  private int height;
  private int components;
  private int bytesPerPixel;
  private int scans;
  private int end;
  private boolean whole;
  private byte[] exif = ImageFile.NONE;
  private boolean xmpPosition;
  private int adobeTransform = -1;

  private JpegFile(byte[] bytes, ImageDecodeSettings settings) {
    this.in = new Bytes(bytes);
    this.settings = settings;
  }

  static ImageFile open(byte[] bytes, ImageDecodeSettings settings) throws RefusedImageException {
    return new JpegFile(bytes, settings).read();
  }

  private ImageFile read() throws RefusedImageException {
    walk();
    if (frame == 0 || scans == 0) {
      throw RefusedImageException.damaged("a JPEG without an image");
    }
    if (!whole && !settings.keepTruncated()) {
      throw RefusedImageException.damaged("the end of the JPEG is missing");
    }
    return new ImageFile(
        ImageFormat.JPEG,
        width,
        height,
        bytesPerPixel,
        scans,
        toDecode(),
        whole && components != 4 ? toKeep() : ImageFile.NONE,
        exif,
        icc.size() > MAX_ICC ? ImageFile.NONE : icc.toByteArray(),
        components == 4,
        adobeTransform);
  }

  private void walk() throws RefusedImageException {
    int at = 2;
    end = in.length();
    while (at + 1 < in.length()) {
      if (in.u8(at) != 0xff) {
        at++; // skip to the next marker, as decoders do
        continue;
      }
      int marker = in.u8(at + 1);
      if (marker == 0xff) {
        at++;
      } else if (marker == 0xd9) {
        whole = true;
        end = at + 2;
        return;
      } else if (marker == 0 || marker == 1 || marker >= 0xd0 && marker <= 0xd8) {
        at += 2;
      } else {
        int next = at + 2 + in.beShort(at + 2);
        if (in.beShort(at + 2) < 2 || next > in.length()) {
          return;
        }
        if (marker == 0xda) {
          scans++;
          next = entropyEnd(next);
        }
        segments.add(new Segment(marker, at, next));
        segment(marker, at + 4, next);
        at = next;
      }
    }
  }

  /** End of the entropy-coded data: the next marker other than stuffing or restart. */
  private int entropyEnd(int from) {
    byte[] bytes = in.array();
    int at = from;
    while (at + 1 < bytes.length) {
      if (bytes[at] == (byte) 0xff) {
        int next = bytes[at + 1] & 0xff;
        if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
          return at;
        }
      }
      at++;
    }
    return bytes.length;
  }

  private void segment(int marker, int from, int to) throws RefusedImageException {
    if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
      frame(marker, from);
    } else if (marker == 0xe1 && to - from >= 6 && in.text(from, "Exif\0\0")) {
      if (exif.length == 0) {
        exif = Arrays.copyOfRange(in.array(), from + 6, to);
      }
    } else if (marker == 0xe1) {
      xmpPosition |= Bytes.contains(in.array(), from, to, "GPS");
    } else if (marker == 0xe2 && in.text(from, "ICC_PROFILE\0") && to - from > 14) {
      icc.write(in.array(), from + 14, to - from - 14);
    } else if (marker == 0xee && in.text(from, "Adobe") && to - from >= 12) {
      adobeTransform = in.u8(from + 11);
    }
  }

  private void frame(int marker, int from) throws RefusedImageException {
    if (frame != 0) {
      throw RefusedImageException.damaged("a JPEG with two frames");
    }
    frame = marker;
    height = in.beShort(from + 1);
    width = in.beShort(from + 3);
    components = in.u8(from + 5);
    if (marker > 0xc2 || in.u8(from) != 8) {
      throw new RefusedImageException(
          DropReason.UNREAD_IMAGE_TYPE, "jpeg: lossless, arithmetic, or of 12 bits");
    }
    if (components != 1 && components != 3 && components != 4) {
      throw RefusedImageException.damaged("a JPEG of " + components + " components");
    }
    // progressive: all 16-bit coefficients are in memory at once
    bytesPerPixel = marker == 0xc2 ? components * 3 : components == 4 ? 8 : components;
    ImageFile.checkSize(width, height, bytesPerPixel, settings);
  }

  private byte[] toDecode() {
    return joined(
        segment -> {
          int marker = segment.marker();
          boolean application = marker >= 0xe0 && marker <= 0xef || marker == 0xfe;
          boolean jfif =
              marker == 0xe0 && in.text(segment.from() + 4, "JFIF\0") && segment.length() >= 16;
          boolean adobe = marker == 0xee && in.text(segment.from() + 4, "Adobe");
          return !application || jfif || adobe && segment.length() >= 14;
        });
  }

  /** The file, without the segments that contain a position. */
  private byte[] toKeep() {
    boolean more = Bytes.contains(in.array(), end, in.length(), "Exif\0\0");
    if (!xmpPosition && !more && !ExifFields.mayHavePosition(exif)) {
      return in.array();
    }
    return joined(
        segment -> {
          int marker = segment.marker();
          boolean index = marker == 0xe2 && in.text(segment.from() + 4, "MPF");
          return marker != 0xe1 && marker != 0xed && !index;
        });
  }

  private byte[] joined(Predicate<Segment> wanted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length());
    out.write(0xff);
    out.write(0xd8);
    for (Segment segment : segments) {
      if (wanted.test(segment)) {
        out.write(in.array(), segment.from(), segment.length());
      }
    }
    out.write(0xff);
    out.write(0xd9);
    return out.toByteArray();
  }
}
