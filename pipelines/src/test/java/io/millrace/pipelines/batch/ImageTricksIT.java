package io.millrace.pipelines.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.fetch.images.RawServer;
import io.millrace.shards.layout.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run over a list of decompression bombs and other attacks, each with its expected outcome. Other
 * tests cover attacks that a list cannot express: DNS names that change between check and
 * connection (ImageFetcherTest), and file names in tars that leave the folder (ImageInputsTest).
 */
class ImageTricksIT {

  private static final String KEPT = "kept";

  private static final String RECIPE =
      """
      tolerance: 0
      inputs:
        - image-list: {paths: ['LIST']}
      stages:
        - image-candidates
        - image-fetch: {allow_addresses: [127.0.0.0/8], host_rate: 100000, retries: 0, max_bytes: 2000000}
        - image-decode: {shrink_on_load: SHRINK}
        - image-filter: {min_short_side: 50}
      output: {format: webdataset, shards: 1}
      """;

  @TempDir private Path folder;

  private final List<String> rows = new ArrayList<>();
  private final Map<String, Long> expected = new TreeMap<>();

  private void row(String url, String outcome) {
    rows.add("\"" + url + "\",caption of trick number " + rows.size());
    expected.merge(outcome, 1L, Long::sum);
  }

  private static byte[] chunk(String type, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(ISO_8859_1));
    crc.update(content);
    return ByteBuffer.allocate(content.length + 12)
        .putInt(content.length)
        .put(type.getBytes(ISO_8859_1))
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  /** A PNG that declares a size, with zeros that compress to a thousandth. */
  private static byte[] bomb(int width, int height, int zeros) {
    Deflater deflater = new Deflater();
    deflater.setInput(new byte[zeros]);
    deflater.finish();
    byte[] packed = new byte[zeros / 500 + 200];
    int length = deflater.deflate(packed);
    deflater.end();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    byte[] settings = {8, 2, 0, 0, 0};
    out.writeBytes(
        chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(settings).array()));
    out.writeBytes(chunk("IDAT", ByteBuffer.allocate(length).put(packed, 0, length).array()));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  private static boolean endless(RawServer.Request request, OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
    while (true) { // until the client closes
      out.write("400\r\n".getBytes(ISO_8859_1));
      out.write(new byte[1024]);
      out.write("\r\n".getBytes(ISO_8859_1));
    }
  }

  /** A chain of ten thousand redirects. */
  private static boolean stairs(RawServer.Request request, OutputStream out)
      throws IOException, InterruptedException {
    int step = Integer.parseInt("0" + request.path().replaceAll("\\D", ""));
    return step < 10_000
        ? RawServer.redirect(302, "/stairs?" + (step + 1)).write(request, out)
        : RawServer.redirect(302, "/picture").write(request, out);
  }

  private void serve(RawServer server) throws IOException {
    byte[] picture = ImageRuns.png(120, 90, 1);
    server.serve("/picture", "Content-Type: image/png\r\n", picture);
    row(server.url("/picture"), KEPT);
    server.serve("/wide", "Content-Type: image/png\r\n", bomb(50_000, 50_000, 1 << 20));
    row(server.url("/wide"), "too_many_pixels");
    byte[] photo = ImageRuns.image(900, 600, 5, "jpeg");
    server.serve("/photo", "Content-Type: image/jpeg\r\n", photo);
    row(server.url("/photo"), KEPT);
    server.serve("/half", "Content-Type: image/jpeg\r\n", Arrays.copyOf(photo, 9_000));
    row(server.url("/half"), "damaged_image");
    // data after the last row is not unpacked; the image is black
    server.serve("/zip", "Content-Type: image/png\r\n", bomb(120, 90, 200 << 20));
    row(server.url("/zip"), "blank_image");
    server.serve("/endless", ImageTricksIT::endless);
    row(server.url("/endless"), "image_too_large");
    server.serve("/stairs", ImageTricksIT::stairs);
    row(server.url("/stairs"), "redirects");
    server.serve("/to-file", RawServer.redirect(302, "file:///etc/passwd"));
    row(server.url("/to-file"), "redirects");
    server.serve("/to-inside", RawServer.redirect(302, "http://10.0.0.1/secret.png"));
    row(server.url("/to-inside"), "reserved_address");
    server.serve("/as-text", "Content-Type: text/html\r\n", ImageRuns.png(120, 90, 2));
    row(server.url("/as-text"), KEPT);
    server.serve("/page", "Content-Type: image/png\r\n", "<!DOCTYPE html>".getBytes(ISO_8859_1));
    row(server.url("/page"), "not_an_image");
    server.serve("/pixel", "Content-Type: image/png\r\n", ImageRuns.png(1, 1, 3));
    row(server.url("/pixel"), "image_too_small");
    row(server.url("/a/../../../etc/passwd"), "not_found");
  }

  private void listOthers() throws IOException {
    row("http://169.254.169.254/latest/meta-data/", "reserved_address");
    row("http://[::ffff:10.0.0.1]/a.png", "reserved_address");
    row("file:///etc/passwd", "bad_url");
    row("ftp://example.org/a.png", "bad_url");
    row("http://2130706433/a.png", "bad_url");
    String small = Base64.getEncoder().encodeToString(ImageRuns.png(120, 90, 4));
    row("data:image/png;base64," + small, KEPT);
    row("data:image/png;base64," + "A".repeat(200_000), "image_too_large");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTrickHasTheExpectedOutcome(boolean shrinkOnLoad) throws IOException {
    try (RawServer server = new RawServer()) {
      serve(server);
      listOthers();
      Path list = folder.resolve("list.csv");
      Files.writeString(list, "url,caption\n" + String.join("\n", rows) + "\n");
      Manifest manifest =
          ImageRuns.run(
              RECIPE
                  .replace("LIST", list.toString())
                  .replace("SHRINK", String.valueOf(shrinkOnLoad)),
              folder.resolve("out"),
              2);
      Map<String, Long> found = new TreeMap<>();
      found.put(KEPT, manifest.totals().kept());
      manifest.reasons().values().forEach(found::putAll);
      assertThat(found).isEqualTo(expected);
      assertThat(manifest.totals().failed()).isZero();
    }
  }
}
