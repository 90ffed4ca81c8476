package io.millrace.app.demo;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

/** Writes pages as response records of a WARC file, one gzip member a record. */
final class PageWriter implements Closeable {

  private final OutputStream file;

  PageWriter(Path target) throws IOException {
    file = Files.newOutputStream(target);
  }

  void html(String url, Instant date, String html) throws IOException {
    write(url, date, 200, "text/html; charset=utf-8", DemoSample.utf8(html));
  }

  void write(String url, Instant date, int status, String contentType, byte[] body)
      throws IOException {
    file.write(member(url, date, status, contentType, body));
  }

  /** A record whose compressed bytes are cut in the middle, as a broken disk leaves them. */
  void writeDamaged(String url, Instant date, byte[] body) throws IOException {
    byte[] member = member(url, date, 200, "text/html", body);
    file.write(member, 0, member.length * 2 / 3);
  }

  private static byte[] member(
      String url, Instant date, int status, String contentType, byte[] body) throws IOException {
    HttpResponse response =
        new HttpResponse.Builder(status, status == 200 ? "OK" : "Not Found")
            .body(MediaType.parse(contentType), body)
            .build();
    UUID id = UUID.nameUUIDFromBytes(DemoSample.utf8(url + ' ' + date));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WarcWriter warc = new WarcWriter(Channels.newChannel(bytes), WarcCompression.GZIP)) {
      warc.write(new WarcResponse.Builder(url).recordId(id).date(date).body(response).build());
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
