package io.millrace.images.decode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files for tests. */
final class TestImages {

  private TestImages() {}

  /** Red grows to the right, green downwards, blue is a square in the top left quarter. */
  static BufferedImage picture(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xff000000 | color(x, y, width, height));
      }
    }
    return image;
  }

  static int color(int x, int y, int width, int height) {
    int red = x * 255 / Math.max(1, width - 1);
    int green = y * 255 / Math.max(1, height - 1);
    int blue = x < width / 2 && y < height / 2 ? 200 : 30;
    return red << 16 | green << 8 | blue;
  }

  static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("no writer of " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] rgb(int width, int height, String format) {
    return encode(picture(width, height, BufferedImage.TYPE_INT_RGB), format);
  }

  static byte[] webp(int width, int height) {
    return new Codecs().encode(pixels(width, height), ImageFormat.WEBP, 90);
  }

  static Pixels pixels(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int color = color(i % width, i / width, width, height);
      rgb[3 * i] = (byte) (color >> 16);
      rgb[3 * i + 1] = (byte) (color >> 8);
      rgb[3 * i + 2] = (byte) color;
    }
    return new Pixels(width, height, rgb);
  }

  static byte[] progressiveJpeg(int width, int height) {
    IIOImage image = new IIOImage(picture(width, height, BufferedImage.TYPE_INT_RGB), null, null);
    return jpeg(image, true);
  }

  private static byte[] jpeg(IIOImage image, boolean progressive) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    ImageWriter writer = writers.next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** A CMYK JPEG with Adobe's segment, inverted as Adobe's programs write it. */
  static byte[] cmykJpeg(int width, int height, int transform) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int c = x < width / 2 ? 60 : 220;
        int[] ink = {c, 120, 200, 240};
        raster.setPixel(x, y, transform == 2 ? ycck(ink) : ink);
      }
    }
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    return withSegment(jpeg(new IIOImage(raster, null, null), false), 0xee, adobe);
  }

  private static int[] ycck(int[] ink) {
    double r = 255 - ink[0];
    double g = 255 - ink[1];
    double b = 255 - ink[2];
    return new int[] {
      (int) Math.round(.299 * r + .587 * g + .114 * b),
      (int) Math.round(128 - .168736 * r - .331264 * g + .5 * b),
      (int) Math.round(128 + .5 * r - .418688 * g - .081312 * b),
      ink[3]
    };
  }

  /** Inserts a segment at the start of a JPEG. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + content.length + 4);
    out.put(jpeg, 0, 2);
    out.put((byte) 0xff).put((byte) marker).putShort((short) (content.length + 2)).put(content);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }

  /** Content of an EXIF segment with orientation, maker and, optionally, a position. */
  static byte[] exif(int orientation, boolean position) {
    ByteBuffer out = ByteBuffer.allocate(200);
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    out.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    out.putShort((short) (position ? 3 : 2));
    out.putShort((short) 0x10f)
        .putShort((short) 2)
        .putInt(4)
        .put("Cam\0".getBytes(StandardCharsets.US_ASCII));
    out.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    out.putShort((short) 0);
    int gps = 8 + 2 + 3 * 12 + 4;
    if (position) {
      out.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(gps);
    }
    out.putInt(0);
    if (position) {
      out.putShort((short) 1);
      out.putShort((short) 1)
          .putShort((short) 2)
          .putInt(2)
          .put("N\0\0\0".getBytes(StandardCharsets.US_ASCII));
      out.putInt(0);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  static byte[] chunk(String type, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(content.length + 12);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return out.putInt(content.length).put(name).put(content).putInt((int) crc.getValue()).array();
  }

  /** Inserts a chunk after the header of a PNG. */
  static byte[] withChunk(byte[] png, String type, byte[] content) {
    int header = 8 + 25;
    return concat(
        Arrays.copyOf(png, header),
        chunk(type, content),
        Arrays.copyOfRange(png, header, png.length));
  }

  /** A true-colour PNG with the given size in its header and any data. */
  static byte[] png(int width, int height, byte[] data) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    return concat(
        signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", new byte[0]));
  }

  static byte[] zeros(int length) {
    Deflater deflater = new Deflater();
    deflater.setInput(new byte[length]);
    deflater.finish();
    byte[] out = new byte[length / 500 + 200];
    int size = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, size);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
