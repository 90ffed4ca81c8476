package io.millrace.images.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.images.decode.ImageDecodeSettings.EncodeFormat;
import io.millrace.images.decode.ImageDecodeSettings.ResizeMode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReducedJpegTest {

  private static final Map<String, byte[]> FILES =
      Map.of(
          "colour", TestImages.rgb(611, 403, "jpeg"),
          "progressive", TestImages.progressiveJpeg(530, 402),
          "grey", TestImages.encode(grey(405, 523), "jpeg"),
          "turned",
              TestImages.withSegment(
                  TestImages.rgb(640, 420, "jpeg"), 0xe1, TestImages.exif(6, false)),
          "large", TestImages.rgb(2050, 1100, "jpeg"));

  private static BufferedImage grey(int width, int height) {
    return TestImages.picture(width, height, BufferedImage.TYPE_BYTE_GRAY);
  }

  private static ImageDecoder decoder(ResizeMode mode, int size, boolean shrinkOnLoad) {
    return new ImageDecoder(
        new ImageDecodeSettings(
            mode,
            size,
            false,
            shrinkOnLoad,
            false,
            EncodeFormat.PNG,
            95,
            false,
            10_000_000,
            64 << 20));
  }

  private static ImageResult.Decoded decoded(ImageDecoder decoder, byte[] bytes) {
    ImageResult result = decoder.decode(bytes);
    assertThat(result).isInstanceOf(ImageResult.Decoded.class);
    return (ImageResult.Decoded) result;
  }

  @ParameterizedTest
  @CsvSource({
    "800, 600, 256, 192, 2", "1024, 768, 256, 192, 4", "1023, 768, 256, 192, 4",
    "1021, 768, 256, 192, 4", "1020, 768, 256, 192, 2", "511, 400, 256, 200, 2",
    "510, 400, 256, 201, 1", "9000, 9000, 256, 256, 8", "100, 100, 256, 256, 1"
  })
  void factorKeepsTheNeededSize(int width, int height, int needWidth, int needHeight, int factor) {
    assertThat(ReducedJpeg.factor(width, height, needWidth, needHeight)).isEqualTo(factor);
  }

  @Test
  void reducedImagesAreCloseToResizedOnes() throws IOException {
    for (ResizeMode mode : ResizeMode.values()) {
      ImageDecoder whole = decoder(mode, 200, false);
      ImageDecoder reduced = decoder(mode, 200, true);
      reduced.prepare();
      for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
        ImageResult.Decoded expected = decoded(whole, file.getValue());
        ImageResult.Decoded actual = decoded(reduced, file.getValue());
        String name = file.getKey() + " " + mode;
        assertThat(actual.facts().width()).as(name).isEqualTo(expected.facts().width());
        assertThat(actual.facts().height()).as(name).isEqualTo(expected.facts().height());
        assertThat(actual.facts().originalWidth()).isEqualTo(expected.facts().originalWidth());
        assertThat(meanDistance(actual.encoded(), expected.encoded())).as(name).isLessThan(1.5);
        assertThat(Arrays.equals(actual.encoded(), expected.encoded()))
            .as("%s is decoded whole", name)
            .isEqualTo(mode == ResizeMode.NO);
      }
    }
  }

  /** Mean over all pixels and colours. */
  private static double meanDistance(byte[] left, byte[] right) throws IOException {
    BufferedImage a = ImageIO.read(new ByteArrayInputStream(left));
    BufferedImage b = ImageIO.read(new ByteArrayInputStream(right));
    long sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs((a.getRGB(x, y) >> shift & 255) - (b.getRGB(x, y) >> shift & 255));
        }
      }
    }
    return sum / (3.0 * a.getWidth() * a.getHeight());
  }

  @Test
  void otherImagesAreDecodedInFull() {
    for (byte[] bytes :
        List.of(
            TestImages.rgb(600, 400, "png"),
            TestImages.webp(600, 400),
            TestImages.cmykJpeg(600, 400, 0),
            TestImages.rgb(254, 180, "jpeg"))) {
      assertThat(decoded(decoder(ResizeMode.BORDER, 128, true), bytes).encoded())
          .isEqualTo(decoded(decoder(ResizeMode.BORDER, 128, false), bytes).encoded());
    }
  }

  @Test
  void truncatedFilesAreRefused() {
    byte[] whole = FILES.get("colour");
    ImageResult result =
        decoder(ResizeMode.BORDER, 200, true).decode(Arrays.copyOf(whole, whole.length / 2));
    assertThat(result).isInstanceOf(ImageResult.Refused.class);
  }

  @Property(tries = 300)
  void changedBytesNeverThrow(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int changes) {
    Random random = new Random(seed);
    byte[][] all = {FILES.get("colour"), FILES.get("progressive"), FILES.get("grey")};
    byte[] bytes = all[random.nextInt(all.length)].clone();
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(2) == 0 ? random.nextInt(700) : random.nextInt(bytes.length);
      bytes[at] = (byte) random.nextInt(256);
    }
    ImageResult first = decoder(ResizeMode.BORDER, 200, true).decode(bytes);
    ImageResult second = decoder(ResizeMode.BORDER, 200, true).decode(bytes);
    assertThat(first.getClass()).isEqualTo(second.getClass());
    if (first instanceof ImageResult.Decoded decoded) {
      assertThat(decoded.encoded()).isEqualTo(((ImageResult.Decoded) second).encoded());
    }
  }

  @Test
  void aMissingLibraryIsReported() throws Exception {
    URL[] withoutNatives =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(
                path -> !path.matches(".*(leptonica|javacpp)-[^/\\\\]*-(linux|macosx|windows)-.*"))
            .map(ReducedJpegTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader =
        new URLClassLoader(withoutNatives, ClassLoader.getPlatformClassLoader())) {
      Callable<?> link =
          (Callable<?>)
              Class.forName(Link.class.getName(), true, loader).getConstructor().newInstance();
      assertThatThrownBy(link::call)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("shrink_on_load needs libjpeg-turbo");
    }
  }

  /** Runs in a class loader of its own. */
  public static final class Link implements Callable<Void> {

    @Override
    public Void call() throws IOException {
      ReducedJpeg.link();
      return null;
    }
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }
}
