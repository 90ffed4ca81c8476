package io.millrace.images.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.DropReason;
import io.millrace.images.decode.ImageDecodeSettings.EncodeFormat;
import io.millrace.images.decode.ImageDecodeSettings.ResizeMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Any bytes are decoded, or refused with a reason, within bounded time. */
class HostileImagesTest {

  private static final ImageDecodeSettings SMALL =
      new ImageDecodeSettings(
          ResizeMode.KEEP_RATIO,
          32,
          false,
          false,
          true,
          EncodeFormat.JPEG,
          95,
          false,
          1 << 20,
          8 << 20);

  private static final Map<String, byte[]> FILES = files();

  private final ImageDecoder decoder = new ImageDecoder(ImageDecodeSettings.defaults());

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("jpeg", TestImages.rgb(24, 17, "jpeg"));
    files.put("progressive", TestImages.progressiveJpeg(24, 17));
    files.put("cmyk", TestImages.cmykJpeg(24, 17, 0));
    files.put("png", TestImages.rgb(24, 17, "png"));
    files.put("gif", TestImages.rgb(24, 17, "gif"));
    files.put("bmp", TestImages.rgb(24, 17, "bmp"));
    files.put("tiff", TestImages.rgb(24, 17, "tiff"));
    files.put("webp", TestImages.webp(24, 17));
    files.put(
        "exif",
        TestImages.withSegment(TestImages.rgb(24, 17, "jpeg"), 0xe1, TestImages.exif(6, true)));
    return files;
  }

  private static DropReason refused(ImageResult result) {
    assertThat(result).isInstanceOf(ImageResult.Refused.class);
    return ((ImageResult.Refused) result).reason();
  }

  @Test
  void truncatedFilesAreRefused() {
    ImageDecoder small = new ImageDecoder(SMALL);
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      byte[] bytes = file.getValue();
      assertThat(small.decode(bytes)).as(file.getKey()).isInstanceOf(ImageResult.Decoded.class);
      for (int length = 0; length < bytes.length; length++) {
        ImageResult result = small.decode(Arrays.copyOf(bytes, length));
        // GIF, TIFF and Windows bitmaps may have data after the first image
        boolean tail = length > bytes.length - 30 && !file.getKey().contains("jpeg");
        if (!(result instanceof ImageResult.Decoded) || !tail) {
          assertThat(refused(result))
              .as("%s cut at %s of %s", file.getKey(), length, bytes.length)
              .isIn(DropReason.DAMAGED_IMAGE, DropReason.NOT_AN_IMAGE);
        }
      }
    }
  }

  @Test
  void keepTruncatedKeepsATruncatedJpeg() {
    byte[] whole = TestImages.rgb(200, 200, "jpeg");
    ImageDecodeSettings d = ImageDecodeSettings.defaults();
    ImageDecoder keeping =
        new ImageDecoder(
            new ImageDecodeSettings(
                ResizeMode.NO,
                256,
                false,
                false,
                true,
                EncodeFormat.JPEG,
                95,
                true,
                d.maxPixels(),
                d.maxDecodedBytes()));
    ImageResult result = keeping.decode(Arrays.copyOf(whole, whole.length * 3 / 4));
    assertThat(result).isInstanceOf(ImageResult.Decoded.class);
    assertThat(((ImageResult.Decoded) result).facts().height()).isEqualTo(200);
  }

  @Property(tries = 400)
  void changedBytesNeverThrow(@ForAll long seed) {
    decodeChanged(seed);
  }

  /** A bitmap with an empty colour mask: a band of no bits. */
  @Test
  void aBandWithoutBitsIsRefused() {
    decodeChanged(-8_097_932);
  }

  private static void decodeChanged(long seed) {
    Random random = new Random(seed);
    Object[] all = FILES.values().toArray();
    byte[] bytes = ((byte[]) all[random.nextInt(all.length)]).clone();
    for (int i = 0; i <= random.nextInt(6); i++) {
      int at = random.nextInt(2) == 0 ? random.nextInt(60) : random.nextInt(bytes.length);
      bytes[Math.min(at, bytes.length - 1)] = (byte) random.nextInt(256);
    }
    assertThat(new ImageDecoder(SMALL).decode(bytes)).isNotNull();
  }

  @Property(tries = 300)
  void anyBytesNeverThrow(@ForAll byte[] bytes) {
    assertThat(decoder.decode(bytes)).isNotNull();
  }

  @Test
  void hugeImagesAreRefusedBeforeAllocation() {
    byte[] header = TestImages.png(50_000, 50_000, TestImages.zeros(1 << 20));
    assertThat(refused(decoder.decode(header))).isEqualTo(DropReason.TOO_MANY_PIXELS);
    byte[] gif = TestImages.rgb(24, 17, "gif");
    Arrays.fill(gif, 6, 10, (byte) 0xff);
    assertThat(refused(decoder.decode(gif))).isEqualTo(DropReason.TOO_MANY_PIXELS);
    byte[] jpeg = TestImages.rgb(24, 17, "jpeg");
    int frame = indexOf(jpeg, 0xff, 0xc0);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xff);
    assertThat(refused(decoder.decode(jpeg))).isEqualTo(DropReason.TOO_MANY_PIXELS);
    byte[] bmp = TestImages.rgb(24, 17, "bmp");
    bmp[21] = 0x7f;
    assertThat(refused(decoder.decode(bmp))).isEqualTo(DropReason.TOO_MANY_PIXELS);
    // keep-ratio would enlarge a line to a huge image
    byte[] line = TestImages.rgb(60_000, 1, "png");
    ImageDecodeSettings ratio =
        new ImageDecodeSettings(
            ResizeMode.KEEP_RATIO,
            256,
            false,
            false,
            true,
            ImageDecodeSettings.EncodeFormat.JPEG,
            95,
            false,
            50_000_000,
            256L << 20);
    assertThat(refused(new ImageDecoder(ratio).decode(line))).isEqualTo(DropReason.TOO_MANY_PIXELS);
  }

  @Test
  void decompressionBombsAreNotInflated() {
    byte[] bomb = TestImages.png(40, 30, TestImages.zeros(64 << 20));
    assertThat(decoder.decode(bomb)).isInstanceOf(ImageResult.Decoded.class);
    byte[] text =
        TestImages.withChunk(
            TestImages.rgb(40, 30, "png"),
            "zTXt",
            TestImages.concat(new byte[] {'a', 0, 0}, TestImages.zeros(64 << 20)));
    assertThat(decoder.decode(text)).isInstanceOf(ImageResult.Decoded.class);
    byte[] profile =
        TestImages.withChunk(
            TestImages.rgb(40, 30, "png"),
            "iCCP",
            TestImages.concat(new byte[] {'a', 0, 0}, TestImages.zeros(64 << 20)));
    assertThat(decoder.decode(profile)).isInstanceOf(ImageResult.Decoded.class);
  }

  @Test
  void aJpegWithTooManyScansIsRefused() {
    byte[] jpeg = TestImages.progressiveJpeg(1200, 1200);
    int end = jpeg.length - 2;
    int scan = end;
    while (!(jpeg[scan] == (byte) 0xff && jpeg[scan + 1] == (byte) 0xda)) {
      scan--;
    }
    byte[] last = Arrays.copyOfRange(jpeg, scan, end);
    byte[][] parts = new byte[2_002][];
    parts[0] = Arrays.copyOf(jpeg, end);
    Arrays.fill(parts, 1, 2_001, last);
    parts[2_001] = new byte[] {(byte) 0xff, (byte) 0xd9};
    assertThat(refused(decoder.decode(TestImages.concat(parts))))
        .isEqualTo(DropReason.DAMAGED_IMAGE);
  }

  @Test
  void formatsThatCannotBeDecodedAreNamed() {
    assertThat(kind("<svg xmlns='http://www.w3.org/2000/svg'/>")).isEqualTo("svg");
    assertThat(kind("<?xml version='1.0'?>\n<!-- a < b --><!DOCTYPE svg>\n<svg>")).isEqualTo("svg");
    assertThat(kind("\0\0\0\u001cftypavif\0\0\0\0avifmif1miaf")).isEqualTo("avif");
    assertThat(kind("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic")).isEqualTo("heic");
    assertThat(kind("\0\0\1\0\1\0\20\20\0\0\1\0\40\0\0\0\0\0\0\0\0\0\0")).isEqualTo("ico");
    assertThat(kind("P6 20 20 255 ....")).isEqualTo("pnm");
    assertThat(kind("8BPS\0\1")).isEqualTo("psd");
    for (String none :
        new String[] {
          "",
          "x",
          "<!DOCTYPE html><html><body><svg></svg>",
          "%PDF-1.7",
          "{}",
          "BM",
          "GIF89",
          "\0\0\0\u0018ftypisom\0\0\0\0isomiso2"
        }) {
      assertThat(refused(decoder.decode(none.getBytes(StandardCharsets.ISO_8859_1))))
          .as(none)
          .isEqualTo(DropReason.NOT_AN_IMAGE);
    }
  }

  private String kind(String content) {
    ImageResult result = decoder.decode(content.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refused(result)).isEqualTo(DropReason.UNREAD_IMAGE_TYPE);
    return ((ImageResult.Refused) result).detail();
  }

  private static int indexOf(byte[] bytes, int first, int second) {
    int at = 0;
    while (bytes[at] != (byte) first || bytes[at + 1] != (byte) second) {
      at++;
    }
    return at;
  }
}
