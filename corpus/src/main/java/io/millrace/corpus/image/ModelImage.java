package io.millrace.corpus.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * An image as the input of a model: three planes of a square, scaled bicubically with a filter that
 * is widened for downscaling as in Pillow, which most models were trained with, then normalised.
 * Scoring and training share it.
 */
public final class ModelImage {

  private static final long MAX_PIXELS = 100_000_000;
  private static final int CHANNELS = 3;
  private static final double SUPPORT = 2;
  private static final double CUBIC = -0.5;
  private static final float MAX = 255;

  private ModelImage() {}

  /**
   * The planes red, green and blue, row by row; empty when the image cannot be decoded or has more
   * than 100 million pixels.
   *
   * @param side of the square in pixels
   * @param crop true scales the short side and crops the centre (CLIP), false scales both sides
   *     (SigLIP)
   * @param mean of red, green and blue in 0..1, which is subtracted
   * @param std standard deviation of red, green and blue, the divisor
   */
  public static Optional<float[]> of(
      byte[] image, int side, boolean crop, List<Double> mean, List<Double> std) {
    try {
      Optional<BufferedImage> decoded = decode(image);
      if (decoded.isEmpty()) {
        return Optional.empty();
      }
      float[] planes = planes(decoded.get(), side, crop);
      for (int channel = 0; channel < CHANNELS; channel++) {
        normalise(planes, channel, side * side, mean, std);
      }
      return Optional.of(planes);
    } catch (IOException | RuntimeException damaged) {
      // ImageIO's readers throw exceptions of many kinds on damaged images
      return Optional.empty();
    }
  }

  private static Optional<BufferedImage> decode(byte[] image) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(image))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        return pixels > MAX_PIXELS ? Optional.empty() : Optional.of(reader.read(0));
      } finally {
        reader.dispose();
      }
    }
  }

  private static float[] planes(BufferedImage image, int size, boolean crop) {
    int width = size;
    int height = size;
    if (crop) {
      if (image.getWidth() < image.getHeight()) {
        height = (int) ((long) size * image.getHeight() / image.getWidth());
      } else {
        width = (int) ((long) size * image.getWidth() / image.getHeight());
      }
    }
    int left = (int) Math.rint((width - size) / 2.0);
    int top = (int) Math.rint((height - size) / 2.0);
    Taps across = Taps.of(image.getWidth(), width, left, size);
    Taps down = Taps.of(image.getHeight(), height, top, size);
    float[] planes = new float[CHANNELS * size * size];
    for (int channel = 0; channel < CHANNELS; channel++) {
      scale(image, channel, across, down, planes, size);
    }
    return planes;
  }

  private static void scale(
      BufferedImage image, int channel, Taps across, Taps down, float[] planes, int size) {
    int shift = 16 - 8 * channel;
    float[][] narrow = new float[image.getHeight()][];
    int[] row = new int[image.getWidth()];
    for (int y = down.first(); y < down.last(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      float[] out = new float[size];
      for (int x = 0; x < size; x++) {
        double sum = 0;
        for (int i = 0; i < across.weights[x].length; i++) {
          sum += across.weights[x][i] * (row[across.starts[x] + i] >> shift & 0xff);
        }
        out[x] = byteOf(sum);
      }
      narrow[y] = out;
    }
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double sum = 0;
        for (int i = 0; i < down.weights[y].length; i++) {
          sum += down.weights[y][i] * narrow[down.starts[y] + i][x];
        }
        planes[(channel * size + y) * size + x] = byteOf(sum);
      }
    }
  }

  /** Pillow rounds to whole numbers after each of the two passes. */
  private static float byteOf(double value) {
    return (float) Math.max(0, Math.min(MAX, Math.floor(value + 0.5)));
  }

  private static void normalise(
      float[] planes, int channel, int length, List<Double> mean, List<Double> std) {
    double off = mean.get(channel);
    double by = std.get(channel);
    for (int i = channel * length; i < (channel + 1) * length; i++) {
      planes[i] = (float) ((planes[i] / MAX - off) / by);
    }
  }

  /** For each result pixel, the first source pixel and the weights from there on. */
  private record Taps(int[] starts, double[][] weights) {

    static Taps of(int from, int to, int offset, int count) {
      double scale = (double) from / to;
      double stretch = Math.max(1, scale);
      double support = SUPPORT * stretch;
      int[] starts = new int[count];
      double[][] weights = new double[count][];
      for (int i = 0; i < count; i++) {
        double centre = (offset + i + 0.5) * scale;
        int start = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(from, (int) (centre + support + 0.5));
        double[] taps = new double[end - start];
        double sum = 0;
        for (int x = 0; x < taps.length; x++) {
          taps[x] = cubic((start + x - centre + 0.5) / stretch);
          sum += taps[x];
        }
        for (int x = 0; x < taps.length; x++) {
          taps[x] /= sum;
        }
        starts[i] = start;
        weights[i] = taps;
      }
      return new Taps(starts, weights);
    }

    int first() {
      return starts[0];
    }

    int last() {
      return starts[starts.length - 1] + weights[weights.length - 1].length;
    }

    /** Cubic convolution (Keys 1981) with a = -1/2. */
    private static double cubic(double at) {
      double x = Math.abs(at);
      if (x < 1) {
        return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * CUBIC : 0;
    }
  }
}
