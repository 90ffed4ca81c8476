package io.millrace.images.filter;

import io.millrace.api.Rule;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.ImageFacts;
import java.util.List;

/**
 * Drops images that are useless for training: tracking pixels, icons and banners by size and shape;
 * images of one colour and even gradients by brightness. Like {@link io.millrace.api.Filter} it
 * only measures; {@link #rules()} decide. Thread-safe.
 */
public final class ImageFilter {

  private static final List<String> SIGNALS =
      List.of("short_side", "aspect", "deviation", "detail", "edges");

  private final List<Rule> rules;

  public ImageFilter(ImageFilterSettings settings) {
    rules =
        List.of(
            Rule.atLeast(DropReason.IMAGE_TOO_SMALL, "short_side", settings.minShortSide()),
            Rule.atMost(DropReason.IMAGE_ASPECT, "aspect", settings.maxAspect()),
            Rule.atLeast(DropReason.BLANK_IMAGE, "detail", settings.minDetail()));
  }

  /** Names of the signals in the order {@link #measure} writes them. */
  public List<String> signals() {
    return SIGNALS;
  }

  /** The limits, in the order they are applied. */
  public List<Rule> rules() {
    return rules;
  }

  /**
   * Writes one number per signal: pixels of the short side and ratio of the sides, both before
   * resizing; standard deviation of the brightness; root mean square distance of the brightness
   * from its best-fitting plane; mean difference of neighbours.
   *
   * @param out gets {@code signals().size()} numbers from {@code offset} on
   */
  public void measure(ImageFacts facts, double[] out, int offset) {
    int shortSide = Math.min(facts.originalWidth(), facts.originalHeight());
    int longSide = Math.max(facts.originalWidth(), facts.originalHeight());
    out[offset] = shortSide;
    out[offset + 1] = (double) longSide / shortSide;
    brightness(facts.luma(), out, offset + 2);
  }

  private static void brightness(byte[] luma, double[] out, int offset) {
    int side = ImageFacts.LUMA_SIDE;
    double middle = (side - 1) / 2.0;
    long sum = 0;
    long squares = 0;
    double across = 0;
    double down = 0;
    long edges = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int value = luma[y * side + x] & 0xff;
        sum += value;
        squares += (long) value * value;
        across += (x - middle) * value;
        down += (y - middle) * value;
        edges += x == 0 ? 0 : Math.abs(value - (luma[y * side + x - 1] & 0xff));
        edges += y == 0 ? 0 : Math.abs(value - (luma[(y - 1) * side + x] & 0xff));
      }
    }
    double count = luma.length;
    double variance = Math.max(0, squares / count - sum / count * (sum / count));
    // x and y are orthogonal, so their explained variances add up
    double spread = side * (side * (double) side * side - side) / 12;
    double explained = (across * across + down * down) / spread / count;
    out[offset] = Math.sqrt(variance);
    out[offset + 1] = Math.sqrt(Math.max(0, variance - explained));
    out[offset + 2] = edges / (2.0 * side * (side - 1));
  }
}
