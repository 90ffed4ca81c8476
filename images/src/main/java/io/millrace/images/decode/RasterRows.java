package io.millrace.images.decode;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.util.Arrays;

/**
 * Rows of a decoded image. Samples are read as stored, not through Java's colour spaces, whose grey
 * is linear: grey images would become too bright.
 */
final class RasterRows implements Rows {

  private final Raster raster;
  private final boolean alpha;

  /** Colours of the palette over white; null without a palette. */
  private final byte[] palette;

  private final int bands;
  private final int[] maxima;
  private final int[] samples;
  private final boolean inverted;

  /**
   * @param alpha whether the last band is transparency
   */
  private RasterRows(Raster raster, boolean alpha, byte[] palette, boolean inverted) {
    this.raster = raster;
    this.alpha = alpha;
    this.palette = palette;
    this.inverted = inverted;
    this.bands = raster.getNumBands();
    this.maxima = new int[bands];
    SampleModel model = raster.getSampleModel();
    for (int band = 0; band < bands; band++) {
      maxima[band] = (1 << Math.min(16, model.getSampleSize(band))) - 1;
    }
    this.samples = new int[bands * raster.getWidth()];
  }

  /** Rows of an image of one to four bands of at most 16 bits, or with a palette. */
  static Rows of(BufferedImage image) throws RefusedImageException {
    Raster raster = image.getRaster();
    ColorModel colors = image.getColorModel();
    if (colors instanceof IndexColorModel index) {
      return new RasterRows(raster, false, palette(index), false);
    }
    SampleModel model = raster.getSampleModel();
    for (int band = 0; band < raster.getNumBands(); band++) {
      int bits = model.getSampleSize(band);
      if (bits < 1 || bits > 16) {
        throw RefusedImageException.damaged("samples of " + bits + " bits");
      }
    }
    boolean alpha = colors.hasAlpha();
    int bands = raster.getNumBands();
    if (bands > 4 || bands == 2 && !alpha) {
      throw RefusedImageException.damaged(bands + " bands");
    }
    if (model instanceof ComponentSampleModel component
        && component.getPixelStride() == bands
        && bands == 3
        && raster.getDataBuffer() instanceof DataBufferByte data
        && data.getNumBanks() == 1
        && raster.getSampleModelTranslateX() == 0
        && raster.getSampleModelTranslateY() == 0) {
      if (Arrays.equals(component.getBandOffsets(), new int[] {0, 1, 2})
          && data.getOffset() == 0
          && component.getScanlineStride() == 3 * raster.getWidth()) {
        return new Pixels(raster.getWidth(), raster.getHeight(), data.getData());
      }
      return new ByteRows(
          raster.getWidth(),
          raster.getHeight(),
          data.getData(),
          data.getOffset(),
          component.getScanlineStride(),
          component.getBandOffsets());
    }
    boolean argb = image.getType() == BufferedImage.TYPE_INT_ARGB;
    if ((argb || image.getType() == BufferedImage.TYPE_INT_RGB)
        && raster.getDataBuffer() instanceof DataBufferInt data
        && data.getData().length == raster.getWidth() * raster.getHeight()) {
      return new IntRows(raster.getWidth(), raster.getHeight(), data.getData(), argb);
    }
    return new RasterRows(raster, alpha, null, false);
  }

  /** Rows of CMYK: four bands of 8 bits; 0 is full ink if {@code inverted}. */
  static Rows ofInk(Raster raster, boolean inverted) {
    return new RasterRows(raster, false, null, inverted);
  }

  /** Three bands of bytes in any order. */
  private record ByteRows(
      int width, int height, byte[] data, int offset, int stride, int[] bandOffsets)
      implements Rows {

    @Override
    public void row(int y, byte[] rgb) {
      int from = offset + y * stride;
      int red = from + bandOffsets[0];
      int green = from + bandOffsets[1];
      int blue = from + bandOffsets[2];
      for (int i = 0; i < 3 * width; i += 3) {
        rgb[i] = data[red + i];
        rgb[i + 1] = data[green + i];
        rgb[i + 2] = data[blue + i];
      }
    }
  }

  /** One int per pixel: 8 bits each of alpha, red, green and blue, as libwebp gives them. */
  private record IntRows(int width, int height, int[] data, boolean alpha) implements Rows {

    @Override
    public void row(int y, byte[] rgb) {
      int from = y * width;
      for (int x = 0; x < width; x++) {
        int color = data[from + x];
        int opacity = alpha ? color >>> 24 : 255;
        rgb[3 * x] = (byte) overWhite(color >> 16 & 0xff, opacity);
        rgb[3 * x + 1] = (byte) overWhite(color >> 8 & 0xff, opacity);
        rgb[3 * x + 2] = (byte) overWhite(color & 0xff, opacity);
      }
    }
  }

  @Override
  public int width() {
    return raster.getWidth();
  }

  @Override
  public int height() {
    return raster.getHeight();
  }

  @Override
  public void row(int y, byte[] rgb) {
    int width = raster.getWidth();
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
    if (palette != null) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(palette, Math.min(3 * samples[x], palette.length - 3), rgb, 3 * x, 3);
      }
    } else if (bands == 4 && !alpha) {
      ink(rgb, width);
    } else {
      colors(rgb, width);
    }
  }

  private void colors(byte[] rgb, int width) {
    int color = bands - (alpha ? 1 : 0);
    for (int x = 0; x < width; x++) {
      int opacity = alpha ? level(x, bands - 1) : 255;
      for (int c = 0; c < 3; c++) {
        int value = level(x, color < 3 ? 0 : c);
        rgb[3 * x + c] = (byte) overWhite(value, opacity);
      }
    }
  }

  private void ink(byte[] rgb, int width) {
    for (int x = 0; x < width; x++) {
      int light = inverted ? level(x, 3) : 255 - level(x, 3);
      for (int c = 0; c < 3; c++) {
        int value = inverted ? level(x, c) : 255 - level(x, c);
        rgb[3 * x + c] = (byte) ((value * light + 127) / 255);
      }
    }
  }

  private int level(int x, int band) {
    int max = maxima[band];
    int value = samples[x * bands + band];
    return max == 255 ? value : (int) ((value * 255L + max / 2) / max);
  }

  private static byte[] palette(IndexColorModel index) {
    byte[] palette = new byte[3 * index.getMapSize()];
    for (int i = 0; i < index.getMapSize(); i++) {
      palette[3 * i] = (byte) overWhite(index.getRed(i), index.getAlpha(i));
      palette[3 * i + 1] = (byte) overWhite(index.getGreen(i), index.getAlpha(i));
      palette[3 * i + 2] = (byte) overWhite(index.getBlue(i), index.getAlpha(i));
    }
    return palette;
  }

  private static int overWhite(int value, int opacity) {
    return opacity == 255 ? value : (value * opacity + 255 * (255 - opacity) + 127) / 255;
  }
}
