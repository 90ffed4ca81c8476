package io.millrace.connectors.read.warc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

/** WARC files made for tests. */
public final class WarcFiles {

  public static final Instant DATE = Instant.parse("2024-03-01T12:00:00Z");

  private WarcFiles() {}

  public static URI recordId(int number) {
    return URI.create("urn:uuid:" + new UUID(7, number));
  }

  static byte[] html(int number) {
    String text = "<html><body><p>Seite " + number + " über Flüsse, " + "Wasser ".repeat(number);
    return (text + "</p></body></html>").getBytes(StandardCharsets.UTF_8);
  }

  static WarcRecord response(int number) throws IOException {
    HttpResponse http =
        new HttpResponse.Builder(200, "OK").body(MediaType.HTML_UTF8, html(number)).build();
    return new WarcResponse.Builder(URI.create("https://example.org/" + number))
        .recordId(recordId(number))
        .date(DATE)
        .body(http)
        .build();
  }

  public static List<WarcRecord> responses(int count) throws IOException {
    List<WarcRecord> records = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      records.add(response(i));
    }
    return records;
  }

  public static byte[] plain(List<? extends WarcRecord> records) throws IOException {
    return write(records, WarcCompression.NONE);
  }

  public static byte[] gzip(List<? extends WarcRecord> records) throws IOException {
    return write(records, WarcCompression.GZIP);
  }

  private static byte[] write(List<? extends WarcRecord> records, WarcCompression compression)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WarcWriter writer = new WarcWriter(Channels.newChannel(bytes), compression)) {
      for (WarcRecord record : records) {
        writer.write(record);
      }
    }
    return bytes.toByteArray();
  }

  /** One gzip member around everything, as some tools write it. */
  public static byte[] gzipWhole(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  /** Offsets of the records in a WARC file from {@link #write}. */
  static List<Integer> offsets(List<WarcRecord> records, WarcCompression compression)
      throws IOException {
    List<Integer> offsets = new ArrayList<>();
    int offset = 0;
    for (WarcRecord record : records) {
      offsets.add(offset);
      offset += write(List.of(record), compression).length;
    }
    offsets.add(offset);
    return offsets;
  }
}
