package io.millrace.bench.images;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Generates JPEG files with size, detail and dimensions of typical photos on web pages: noise of
 * many frequencies, weaker at higher frequencies, and shapes with edges. All files are different;
 * the same number of images gives the same files.
 */
public final class MadePhotos {

  /** Smallest width of the photos that scenes are made for; smaller photos show parts of them. */
  private static final int SMALLEST = 500;

  private static final int SCENES = 24;
  private static final float QUALITY = .85f;

  private MadePhotos() {}

  /**
   * @param args folder, number of images, smallest width (default 500; the largest is twice that)
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int count = Integer.parseInt(args[1]);
    int smallest = args.length > 2 ? Integer.parseInt(args[2]) : SMALLEST;
    BufferedImage[] scenes = new BufferedImage[SCENES];
    for (int i = 0; i < SCENES; i++) {
      scenes[i] = scene(new Random(i), Math.max(SMALLEST, smallest));
    }
    long bytes =
        IntStream.range(0, count)
            .parallel()
            .mapToLong(i -> write(scenes[i % SCENES], i, smallest, folder.resolve(i + ".jpg")))
            .sum();
    System.out.printf(Locale.ROOT, "%d images, average %.1f KB%n", count, bytes / 1e3 / count);
  }

  private static BufferedImage scene(Random random, int photo) {
    int sceneWidth = photo * 14 / 5;
    int sceneHeight = photo * 11 / 5;
    BufferedImage scene = new BufferedImage(sceneWidth, sceneHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = scene.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.drawImage(noise(random, 6, 5, 255), 0, 0, sceneWidth, sceneHeight, null);
    for (int i = 0; i < 40; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      int side = 30 + random.nextInt(250);
      pen.fillOval(random.nextInt(sceneWidth), random.nextInt(sceneHeight), side, side * 2 / 3);
    }
    int opacity = 110;
    for (int width = 12; width <= sceneWidth; width *= 2) {
      pen.drawImage(
          noise(random, width, width * sceneHeight / sceneWidth, opacity),
          0,
          0,
          sceneWidth,
          sceneHeight,
          null);
      opacity = opacity * 7 / 10;
    }
    pen.dispose();
    return scene;
  }

  private static BufferedImage noise(Random random, int width, int height, int opacity) {
    BufferedImage noise = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int light = random.nextInt(200);
        int rgb =
            light + random.nextInt(56) << 16
                | light + random.nextInt(56) << 8
                | light + random.nextInt(56);
        noise.setRGB(x, y, opacity << 24 | rgb);
      }
    }
    return noise;
  }

  private static long write(BufferedImage scene, int number, int smallest, Path file) {
    Random random = new Random(number);
    int width = smallest + random.nextInt(smallest);
    int height = width * (60 + random.nextInt(40)) / 100;
    BufferedImage part =
        scene.getSubimage(
            random.nextInt(scene.getWidth() - width),
            random.nextInt(scene.getHeight() - height),
            width,
            height);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      Files.deleteIfExists(file);
      try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
        writer.setOutput(out);
        writer.write(null, new IIOImage(part, null, null), how);
      }
      return Files.size(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      writer.dispose();
    }
  }
}
