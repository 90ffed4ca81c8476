package io.millrace.trainer.contrast;

import io.millrace.trainer.tokenizer.TextTokenizer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Shards of coloured squares whose captions name colour and position. */
final class TestPairs {

  private static final List<Color> COLOURS =
      List.of(Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW, Color.WHITE, Color.CYAN);
  private static final List<String> NAMES =
      List.of("red", "green", "blue", "yellow", "white", "cyan");

  private TestPairs() {}

  /** How many different pairs there are. */
  static int kinds() {
    return 4 * COLOURS.size();
  }

  static String caption(int number) {
    String place = List.of("top left", "top right", "low left", "low right").get(number % 4);
    return NAMES.get(number / 4 % NAMES.size()) + " " + place;
  }

  static byte[] image(int number) throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(COLOURS.get(number / 4 % COLOURS.size()));
    graphics.fillRect(number % 2 * 8, number / 2 % 2 * 8, 8, 8);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** A shard of pairs, from a number on. */
  static Path shard(Path folder, int shard, int from, int count) throws IOException {
    Path file = folder.resolve(String.format(Locale.ROOT, "%05d.tar", shard));
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (int i = 0; i < count; i++) {
        String key = String.format(Locale.ROOT, "%05d%04d", shard, i);
        put(tar, key + ".jpg", image(from + i));
        put(tar, key + ".json", bytes("{\"id\": \"pair-" + (from + i) + "\"}"));
        put(tar, key + ".txt", bytes(caption(from + i)));
      }
    }
    return file;
  }

  static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Letters as ids. */
  static final class Letters implements TextTokenizer {
    @Override
    public int vocabulary() {
      return 28;
    }

    @Override
    public int[] encode(String text) {
      return text.chars().map(c -> c >= 'a' && c <= 'z' ? c - 'a' + 1 : 27).toArray();
    }

    @Override
    public String decode(int[] ids) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int endOfText() {
      return 0;
    }

    @Override
    public int special(String name) {
      return -1;
    }

    @Override
    public String sha256() {
      return "letters";
    }
  }
}
