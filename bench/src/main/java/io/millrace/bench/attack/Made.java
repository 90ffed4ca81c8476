package io.millrace.bench.attack;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Generates inputs from a seed: texts, records and images. */
final class Made {

  private static final String[] WORDS =
      ("the be to of and that have with in it is on was for as are this at by from mill water wheel"
              + " grain flour river village miller stone sack weir stream work morning evening turns"
              + " slowly under heavy wooden beams while children carry bread home along quiet roads")
          .split(" ");

  private Made() {}

  /** English sentences, different for each seed. */
  static String text(long seed, int sentences) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int s = 0; s < sentences; s++) {
      int length = 8 + random.nextInt(10);
      for (int w = 0; w < length; w++) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(w == length - 1 ? ". " : " ");
      }
    }
    return text.toString().strip();
  }

  /** A line of JSON with a document whose id is {@code doc-NUMBER}. */
  static String line(int number) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"doc-%d\",\"url\":\"https://s%d.example/%d\",\"language\":\"en\","
            + "\"timestamp\":\"2024-01-%02dT00:00:00Z\",\"text\":\"%s\"}%n",
        number,
        number % 17,
        number,
        1 + number % 28,
        text(number, 12));
  }

  static String lines(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(line(i));
    }
    return lines.toString();
  }

  /** A WARC record with an HTTP response. */
  static byte[] response(String url, String mediaType, String headers, byte[] body) {
    String http =
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + mediaType
            + "\r\n"
            + headers
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    String head =
        String.format(
            Locale.ROOT,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\n"
                + "WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:attack:%s>\r\n"
                + "Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n",
            url,
            Integer.toHexString(url.hashCode()),
            http.length() + body.length);
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    record.writeBytes(http.getBytes(StandardCharsets.ISO_8859_1));
    record.writeBytes(body);
    record.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return record.toByteArray();
  }

  static byte[] page(String url, String headers, String html) {
    return response(
        url, "text/html; charset=utf-8", headers, html.getBytes(StandardCharsets.UTF_8));
  }

  /** A page with text that all filters keep. */
  static byte[] goodPage(int number) {
    return page(
        "https://good.example/" + number,
        "",
        "<!DOCTYPE html><html lang=en><title>Page</title><body><p>" + text(number, 30));
  }

  /** An image of discs, different for each seed. */
  static byte[] png(long seed) {
    BufferedImage image = new BufferedImage(200, 160, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.fillOval(random.nextInt(200), random.nextInt(160), 50, 60);
    }
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** A ZIP file; the names of entries are not changed. */
  static byte[] zip(Map<String, String> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
