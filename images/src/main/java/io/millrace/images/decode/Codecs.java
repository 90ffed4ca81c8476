package io.millrace.images.decode;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import io.millrace.corpus.FailureMessage;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Decodes and encodes images with the JDK's codecs, and with libwebp for WebP
 * (docs/decisions/0009). Reuses codecs from image to image. Used by one thread at a time.
 */
final class Codecs {

  /** Only these codecs are used: others on the class path must not change results. */
  private static final String JDK = "com.sun.imageio.plugins.";

  private static final ColorModel RGB =
      new ComponentColorModel(
          ColorSpace.getInstance(ColorSpace.CS_sRGB),
          false,
          false,
          Transparency.OPAQUE,
          DataBuffer.TYPE_BYTE);

  private final Map<ImageFormat, ImageReader> readers = new EnumMap<>(ImageFormat.class);
  private final Map<ImageFormat, ImageWriter> writers = new EnumMap<>(ImageFormat.class);

  /** Decodes a file whose size is within the limits. */
  Rows decode(ImageFile file, Optional<ColorProfile> profile) throws RefusedImageException {
    try {
      return rows(file, profile);
    } catch (IOException | RuntimeException broken) {
      ImageReader reader = readers.remove(file.format());
      if (reader != null) {
        reader.dispose();
      }
      String message = FailureMessage.orKind(broken).lines().findFirst().orElse("");
      throw RefusedImageException.damaged(file.format().key() + ": " + message);
    }
  }

  private Rows rows(ImageFile file, Optional<ColorProfile> profile)
      throws IOException, RefusedImageException {
    ImageReader reader = readers.computeIfAbsent(file.format(), Codecs::reader);
    reader.setInput(new ByteArrayImageInput(file.toDecode()), true, true);
    Rows rows;
    if (file.isInk()) {
      Raster ink = reader.readRaster(0, null);
      rows = JpegInk.rows(ink, file.adobeTransform(), profile);
    } else if (file.format() == ImageFormat.JPEG && isColour(reader)) {
      rows = RasterRows.of(reader.read(0, intoRgb(reader, file)));
    } else {
      rows = RasterRows.of(reader.read(0));
    }
    if (file.format() == ImageFormat.GIF) {
      GifFile.Frame frame = GifFile.firstFrame(new Bytes(file.toDecode()));
      check(rows, frame.width(), frame.height());
      return new Canvas(file.width(), file.height(), rows, frame.left(), frame.top());
    }
    check(rows, file.width(), file.height());
    return rows;
  }

  private static boolean isColour(ImageReader reader) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    return types.hasNext() && types.next().getBufferedImageType() == BufferedImage.TYPE_3BYTE_BGR;
  }

  /**
   * Makes the JPEG reader decode into red, green, blue order, where it copies whole rows. By
   * default it decodes into blue, green, red order, byte by byte.
   */
  private static ImageReadParam intoRgb(ImageReader reader, ImageFile file) {
    ImageReadParam param = reader.getDefaultReadParam();
    DataBuffer rgb = new DataBufferByte(3 * file.width() * file.height());
    param.setDestination(image(rgb, file.width(), file.height()));
    return param;
  }

  private static void check(Rows rows, int width, int height) throws RefusedImageException {
    if (rows.width() != width || rows.height() != height) {
      throw RefusedImageException.damaged(
          rows.width() + " x " + rows.height() + ", not " + width + " x " + height);
    }
  }

  private static ImageReader reader(ImageFormat format) {
    if (format == ImageFormat.WEBP) {
      return new WebPImageReaderSpi().createReaderInstance(null);
    }
    return ofJdk(ImageIO.getImageReadersByFormatName(format.key()), "reader", format);
  }

  private static <T> T ofJdk(Iterator<T> codecs, String kind, ImageFormat format) {
    while (codecs.hasNext()) {
      T codec = codecs.next();
      if (codec.getClass().getName().startsWith(JDK)) {
        return codec;
      }
    }
    throw new IllegalStateException("this Java has no " + kind + " of " + format.key());
  }

  /** Encodes an image. Deterministic. */
  byte[] encode(Pixels pixels, ImageFormat format, int quality) {
    ImageWriter writer = writers.computeIfAbsent(format, Codecs::writer);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (format != ImageFormat.PNG) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        if (format == ImageFormat.WEBP) {
          param.setCompressionType("Lossy");
        }
        param.setCompressionQuality(quality / 100f);
      }
      writer.write(null, new IIOImage(image(pixels, format), null, null), param);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static ImageWriter writer(ImageFormat format) {
    if (format == ImageFormat.WEBP) {
      return new WebPImageWriterSpi().createWriterInstance(null);
    }
    return ofJdk(ImageIO.getImageWritersByFormatName(format.key()), "writer", format);
  }

  /** The JPEG writer copies whole rows in red, green, blue order; other orders pixel by pixel. */
  private static BufferedImage image(Pixels pixels, ImageFormat format) {
    if (format == ImageFormat.JPEG) {
      return image(
          new DataBufferByte(pixels.rgb(), pixels.rgb().length), pixels.width(), pixels.height());
    }
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] rgb = pixels.rgb();
    for (int i = 0; i < rgb.length; i += 3) {
      data[i] = rgb[i + 2];
      data[i + 1] = rgb[i + 1];
      data[i + 2] = rgb[i];
    }
    return image;
  }

  private static BufferedImage image(DataBuffer rgb, int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(rgb, width, height, 3 * width, 3, new int[] {0, 1, 2}, null);
    return new BufferedImage(RGB, raster, false, null);
  }
}
