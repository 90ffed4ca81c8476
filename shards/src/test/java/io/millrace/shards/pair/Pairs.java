package io.millrace.shards.pair;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageFacts;
import io.millrace.corpus.ImageTextPair;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Generated pairs for tests. */
public final class Pairs {

  private Pairs() {}

  /** Pairs with small PNG images, in order of id. */
  public static List<ImageTextPair> pairs(int count) {
    List<ImageTextPair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(pair(i));
    }
    pairs.sort((a, b) -> a.id().compareTo(b.id()));
    return pairs;
  }

  static ImageTextPair pair(int i) {
    Caption alt =
        new Caption(CaptionKind.ALT, "Das Fenster „Ebenen“ ığ " + i, "de", 0.5 + i / 100.0);
    List<Caption> captions =
        i % 3 == 0
            ? List.of(alt)
            : List.of(alt, Caption.of(CaptionKind.CAPTION, "中文 😀"), ocr("OK Abbrechen " + i));
    Map<String, String> metadata =
        i % 2 == 0
            ? Map.of("license", "GFDL", "phash", "00ff" + i)
            : Map.of("score", "0.25", "question", "Was ist das?", "answer", "Ebenen");
    ImageTextPair pair =
        new ImageTextPair(
            Hash128.of("pair" + i).toHex(),
            "https://example.org/ı/" + i + ".png",
            "https://example.org/page/" + i,
            "2019-02-18T07:18:49Z",
            "web",
            "de",
            captions,
            i % 4 != 0,
            0,
            0,
            new TreeMap<>(metadata),
            Optional.empty(),
            Optional.empty());
    return pair.withImage(png(8 + i % 5, 6, i), Optional.of(facts(8 + i % 5, 6)));
  }

  private static Caption ocr(String text) {
    return new Caption(CaptionKind.OCR, text, "de", 0.75);
  }

  public static ImageFacts facts(int width, int height) {
    return new ImageFacts(
        "png",
        width,
        height,
        "webp",
        2 * width,
        2 * height,
        4321,
        "ab".repeat(32),
        new byte[ImageFacts.LUMA_SIDE * ImageFacts.LUMA_SIDE],
        new TreeMap<>(Map.of("Make", "Öl", "Model", "x")));
  }

  /** An image of seeded noise. */
  public static byte[] png(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
