package io.millrace.images.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.millrace.corpus.ImageFacts;
import io.millrace.images.decode.ImageDecodeSettings.EncodeFormat;
import io.millrace.images.decode.ImageDecodeSettings.ResizeMode;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  private static final ImageDecodeSettings PLAIN =
      with(ResizeMode.NO, 256, false, EncodeFormat.PNG);

  private static ImageDecodeSettings with(
      ResizeMode mode, int size, boolean onlyIfBigger, EncodeFormat format) {
    return new ImageDecodeSettings(
        mode, size, onlyIfBigger, false, true, format, 95, false, 50_000_000, 256L << 20);
  }

  static ImageResult.Decoded decoded(ImageDecodeSettings settings, byte[] bytes) {
    ImageResult result = new ImageDecoder(settings).decode(bytes);
    assertThat(result).isInstanceOf(ImageResult.Decoded.class);
    return (ImageResult.Decoded) result;
  }

  private static BufferedImage read(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static int distance(int left, int right) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      most = Math.max(most, Math.abs((left >> shift & 255) - (right >> shift & 255)));
    }
    return most;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff", "jpeg"})
  void everyFormatIsDecoded(String format) throws IOException {
    byte[] bytes = TestImages.rgb(64, 40, format);
    ImageResult.Decoded decoded =
        decoded(
            new ImageDecodeSettings(
                ResizeMode.NO,
                256,
                false,
                false,
                false,
                EncodeFormat.PNG,
                95,
                false,
                10_000,
                1 << 20),
            bytes);
    ImageFacts facts = decoded.facts();
    assertThat(facts.originalFormat()).isEqualTo(format);
    assertThat(facts.format()).isEqualTo("png");
    assertThat(facts.width()).isEqualTo(64);
    assertThat(facts.height()).isEqualTo(40);
    BufferedImage picture = read(decoded.encoded());
    int allowed = format.equals("gif") ? 60 : format.equals("jpeg") ? 40 : 0;
    for (int[] at : new int[][] {{2, 2}, {61, 2}, {2, 37}, {61, 37}, {10, 12}}) {
      assertThat(distance(picture.getRGB(at[0], at[1]), TestImages.color(at[0], at[1], 64, 40)))
          .isLessThanOrEqualTo(allowed);
    }
  }

  @Test
  void originalBytesAreKeptIfNothingChanges() {
    for (byte[] bytes :
        List.of(
            TestImages.rgb(64, 40, "jpeg"),
            TestImages.rgb(64, 40, "png"),
            TestImages.progressiveJpeg(64, 40),
            TestImages.encode(TestImages.picture(64, 40, BufferedImage.TYPE_BYTE_GRAY), "jpeg"),
            TestImages.webp(64, 40))) {
      ImageResult.Decoded decoded = decoded(PLAIN, bytes);
      assertThat(decoded.encoded()).isEqualTo(bytes);
      assertThat(decoded.facts().format()).isEqualTo(decoded.facts().originalFormat());
      assertThat(decoded.facts().originalBytes()).isEqualTo(bytes.length);
    }
  }

  @Test
  void positionsAreRemovedWithoutReencoding() throws IOException {
    byte[] plain = TestImages.rgb(64, 40, "jpeg");
    byte[] located = TestImages.withSegment(plain, 0xe1, TestImages.exif(1, true));
    ImageResult.Decoded decoded = decoded(PLAIN, located);
    assertThat(decoded.encoded()).isEqualTo(plain);
    assertThat(decoded.facts().exif()).containsEntry("Make", "Cam").doesNotContainKey("GPS");

    byte[] unlocated = TestImages.withSegment(plain, 0xe1, TestImages.exif(1, false));
    assertThat(decoded(PLAIN, unlocated).encoded()).isEqualTo(unlocated);

    byte[] xmp =
        "http://ns.adobe.com/xap/1.0/\0 exif:GPSLatitude".getBytes(StandardCharsets.US_ASCII);
    assertThat(decoded(PLAIN, TestImages.withSegment(plain, 0xe1, xmp)).encoded()).isEqualTo(plain);

    byte[] png = TestImages.rgb(64, 40, "png");
    byte[] exif = TestImages.exif(1, true);
    byte[] structure = Arrays.copyOfRange(exif, 6, exif.length);
    assertThat(decoded(PLAIN, TestImages.withChunk(png, "eXIf", structure)).encoded())
        .isEqualTo(png);
    assertThat(
            decoded(PLAIN, TestImages.withChunk(png, "tEXt", new byte[] {'a', 0, 'b'})).encoded())
        .hasSizeGreaterThan(png.length);
  }

  @ParameterizedTest
  @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,1,0", "7,1,1", "8,0,1"})
  void orientationIsApplied(int orientation, int blueRight, int blueBelow) throws IOException {
    byte[] bytes =
        TestImages.withSegment(
            TestImages.rgb(64, 40, "jpeg"), 0xe1, TestImages.exif(orientation, false));
    ImageResult.Decoded decoded = decoded(PLAIN, bytes);
    boolean turned = orientation >= 5;
    int width = turned ? 40 : 64;
    int height = turned ? 64 : 40;
    assertThat(decoded.facts().originalWidth()).isEqualTo(width);
    assertThat(decoded.facts().height()).isEqualTo(height);
    BufferedImage picture = read(decoded.encoded());
    for (int right = 0; right < 2; right++) {
      for (int below = 0; below < 2; below++) {
        int blue =
            picture.getRGB(width / 4 + right * width / 2, height / 4 + below * height / 2) & 255;
        assertThat(blue > 100).isEqualTo(right == blueRight && below == blueBelow);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void cmykIsConverted(int transform) throws IOException {
    BufferedImage picture = read(decoded(PLAIN, TestImages.cmykJpeg(64, 40, transform)).encoded());
    int expectedLeft = 60 * 240 / 255 << 16 | 120 * 240 / 255 << 8 | 200 * 240 / 255;
    int expectedRight = 220 * 240 / 255 << 16 | 120 * 240 / 255 << 8 | 200 * 240 / 255;
    assertThat(distance(picture.getRGB(8, 20), expectedLeft)).isLessThan(8);
    assertThat(distance(picture.getRGB(56, 20), expectedRight)).isLessThan(8);
  }

  @Test
  void transparencyIsLaidOverWhite() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff102030);
    image.setRGB(1, 0, 0x80000000);
    BufferedImage picture = read(decoded(PLAIN, TestImages.encode(image, "png")).encoded());
    assertThat(picture.getRGB(0, 0)).isEqualTo(0xff102030);
    assertThat(picture.getRGB(1, 0)).isEqualTo(0xff7f7f7f);
    assertThat(picture.getRGB(2, 0)).isEqualTo(0xffffffff);
  }

  @Test
  void sixteenBitsBecomeEightAndGreyKeepsItsBrightness() throws IOException {
    BufferedImage grey = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSample(0, 0, 0, 0x8080);
    grey.getRaster().setSample(1, 0, 0, 0xffff);
    BufferedImage picture = read(decoded(PLAIN, TestImages.encode(grey, "png")).encoded());
    assertThat(picture.getRGB(0, 0)).isEqualTo(0xff808080);
    assertThat(picture.getRGB(1, 0)).isEqualTo(0xffffffff);
  }

  @Test
  void profilesOtherThanSrgbAreApplied() throws IOException {
    byte[] png = TestImages.rgb(64, 40, "jpeg");
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    byte[] kept = decoded(PLAIN, TestImages.withSegment(png, 0xe2, icc(srgb))).encoded();
    assertThat(kept).isEqualTo(TestImages.withSegment(png, 0xe2, icc(srgb)));
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    BufferedImage bright =
        read(decoded(PLAIN, TestImages.withSegment(png, 0xe2, icc(linear))).encoded());
    BufferedImage plain = read(png);
    int was = plain.getRGB(32, 20) >> 16 & 255;
    assertThat(bright.getRGB(32, 20) >> 16 & 255).isGreaterThan(was + 40);
    byte[] broken = TestImages.withSegment(png, 0xe2, icc(new byte[300]));
    assertThat(decoded(PLAIN, broken).encoded()).isEqualTo(broken);
  }

  private static byte[] icc(byte[] profile) {
    byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII);
    return TestImages.concat(name, profile);
  }

  @ParameterizedTest
  @CsvSource({
    "NO, 800, 400, 800, 400",
    "BORDER, 800, 400, 256, 256",
    "BORDER, 80, 40, 256, 256",
    "CENTER_CROP, 800, 400, 256, 256",
    "KEEP_RATIO, 800, 400, 512, 256",
    "KEEP_RATIO, 80, 40, 512, 256",
    "KEEP_RATIO_LARGEST, 800, 400, 256, 128",
    "KEEP_RATIO_LARGEST, 5000, 3, 256, 1"
  })
  void resizeModes(ResizeMode mode, int width, int height, int newWidth, int newHeight) {
    ImageFacts facts =
        decoded(with(mode, 256, false, EncodeFormat.JPEG), TestImages.rgb(width, height, "png"))
            .facts();
    assertThat(facts.width()).isEqualTo(newWidth);
    assertThat(facts.height()).isEqualTo(newHeight);
    assertThat(facts.originalWidth()).isEqualTo(width);
  }

  @Test
  void onlyIfBiggerKeepsSmallImages() {
    byte[] bytes = TestImages.rgb(80, 40, "png");
    for (ResizeMode mode : ResizeMode.values()) {
      assertThat(decoded(with(mode, 256, true, EncodeFormat.JPEG), bytes).encoded())
          .isEqualTo(bytes);
    }
  }

  @Test
  void marginsAreWhiteAndTheMiddleIsCut() throws IOException {
    byte[] bytes = TestImages.rgb(800, 400, "png");
    BufferedImage border =
        read(decoded(with(ResizeMode.BORDER, 256, false, EncodeFormat.PNG), bytes).encoded());
    assertThat(border.getRGB(128, 63)).isEqualTo(0xffffffff);
    assertThat(border.getRGB(128, 64)).isNotEqualTo(0xffffffff);
    assertThat(border.getRGB(128, 192)).isEqualTo(0xffffffff);
    BufferedImage middle =
        read(decoded(with(ResizeMode.CENTER_CROP, 256, false, EncodeFormat.PNG), bytes).encoded());
    assertThat(middle.getRGB(0, 0) >> 16 & 255).isBetween(62, 66);
    assertThat(middle.getRGB(255, 0) >> 16 & 255).isBetween(189, 193);
  }

  @Test
  void lumaIsThatOfTheWholeImageInEveryMode() {
    byte[] bytes = TestImages.rgb(800, 400, "png");
    byte[] whole = decoded(PLAIN, bytes).facts().luma();
    for (ResizeMode mode : ResizeMode.values()) {
      byte[] luma = decoded(with(mode, 256, false, EncodeFormat.JPEG), bytes).facts().luma();
      for (int i = 0; i < luma.length; i++) {
        assertThat(luma[i] & 255).isCloseTo(whole[i] & 255, offset(1));
      }
    }
    assertThat(whole[0] & 255).isLessThan(whole[1023] & 255);
  }

  @Test
  void fourThreadsGiveTheSameBytes() throws Exception {
    List<byte[]> images =
        List.of(
            TestImages.rgb(600, 400, "jpeg"),
            TestImages.rgb(600, 400, "png"),
            TestImages.webp(600, 400),
            TestImages.cmykJpeg(300, 200, 2),
            TestImages.rgb(90, 70, "gif"));
    for (EncodeFormat format : EncodeFormat.values()) {
      ImageDecodeSettings settings = with(ResizeMode.BORDER, 128, false, format);
      ExecutorService pool = Executors.newFixedThreadPool(4);
      try {
        List<Future<List<byte[]>>> all = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          all.add(
              pool.submit(
                  () -> {
                    ImageDecoder decoder = new ImageDecoder(settings);
                    List<byte[]> out = new ArrayList<>();
                    for (byte[] image : images) {
                      out.add(((ImageResult.Decoded) decoder.decode(image)).encoded());
                    }
                    return out;
                  }));
        }
        for (Future<List<byte[]>> one : all) {
          for (int i = 0; i < images.size(); i++) {
            assertThat(one.get().get(i)).isEqualTo(all.get(0).get().get(i));
          }
        }
      } finally {
        pool.shutdown();
      }
    }
  }
}
