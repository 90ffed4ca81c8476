package io.millrace.bench.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.connectors.fetch.images.RawServer;
import io.millrace.shards.verdict.VerdictRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Image addresses that point to internal networks, and servers that never end an answer, delay it,
 * or send decompression bombs. Each image must fail with a reason; the good one beside them must be
 * kept.
 */
final class Fetching extends Scenario {

  /** Notations of internal addresses, which must not be requested. PORT is an open port. */
  private static final List<String> INSIDE =
      List.of(
          "http://localhost:PORT/x",
          "http://LOCALHOST:PORT/x",
          "http://localhost.:PORT/x",
          "http://a.localhost:PORT/x",
          "http://127.1:PORT/x",
          "http://127.0.1:PORT/x",
          "http://127.255.255.254:PORT/x",
          "http://2130706433:PORT/x",
          "http://0x7f000001:PORT/x",
          "http://0x7f.0.0.1:PORT/x",
          "http://0x7f.1:PORT/x",
          "http://017700000001:PORT/x",
          "http://0177.0.0.1:PORT/x",
          "http://0177.1:PORT/x",
          "http://127.0.0.1.:PORT/x",
          "http://0:PORT/x",
          "http://0.0.0.0:PORT/x",
          "http://0.0:PORT/x",
          "http://[::]:PORT/x",
          "http://[::1]:PORT/x",
          "http://[0:0:0:0:0:0:0:1]:PORT/x",
          "http://[::ffff:127.0.0.1]:PORT/x",
          "http://[::ffff:7f00:1]:PORT/x",
          "http://[::127.0.0.1]:PORT/x",
          "http://[64:ff9b::7f00:1]:PORT/x",
          "http://[2002:7f00:1::]:PORT/x",
          "http://[::1%25lo]:PORT/x",
          "http://\u2460\u2461\u2466.0.0.1:PORT/x",
          "http://127\u30020\u30020\u30021:PORT/x",
          "http://\uff11\uff12\uff17.0.0.1:PORT/x",
          "http://127.0.0.1%00.example:PORT/x",
          "http://public.example@127.0.0.1:PORT/x",
          "http://public.example:80@127.0.0.1:PORT/x",
          "http://127.0.0.1:PORT\\@public.example/x",
          "http://127.0.0.1:PORT#@public.example/x",
          "http:\\\\127.0.0.1:PORT\\x",
          "http:///127.0.0.1:PORT/x",
          "http:127.0.0.1:PORT/x",
          "//127.0.0.1:PORT/x",
          "http://169.254.169.254/latest/meta-data/",
          "http://[fd00:ec2::254]/latest/meta-data/",
          "http://100.100.100.200/",
          "http://10.0.0.1/x",
          "http://192.168.0.1/x",
          "http://172.16.0.1/x",
          "file:///etc/passwd",
          "jar:http://127.0.0.1:PORT/x!/y",
          "gopher://127.0.0.1:PORT/x",
          "ftp://127.0.0.1:PORT/x");

  Fetching() {
    super("fetching", true);
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    inside(arena, score);
    servers(arena, score);
  }

  private static String row(String url) {
    return "{\"url\": \""
        + url.replace("\\", "\\\\")
        + "\", \"caption\": \"A picture of the mill beside the river in the evening\"}\n";
  }

  private void inside(Arena arena, AttackScore score) throws Exception {
    try (Site site = new Site(3)) {
      String image = site.image("/x", "");
      String port = image.substring(image.lastIndexOf(':') + 1, image.lastIndexOf('/'));
      StringBuilder list = new StringBuilder();
      for (int i = 0; i < INSIDE.size(); i++) {
        list.append(row(INSIDE.get(i).replace("PORT", port).replace("/x", "/x" + i)));
      }
      arena.write("inside.jsonl", list.toString());
      Ran ran = arena.run("inside", recipe("inside.jsonl", ""));
      List<VerdictRow> rows = arena.verdicts("inside");
      boolean none = rows.stream().noneMatch(row -> row.outcome().equals("kept"));
      boolean held = ran.exit() == 0 && rows.size() == INSIDE.size() && none;
      for (int i = 0; i < INSIDE.size(); i++) {
        boolean asked = site.asked().contains("/x" + i);
        score.check(
            "ssrf",
            INSIDE.get(i),
            held && !asked,
            asked ? "it was requested" : rows.size() + " verdicts, " + ran.last());
      }
    }
  }

  private static String recipe(String list, String fetch) {
    return "inputs: [image-list: {paths: ['DIR/"
        + list
        + "']}]\n"
        + "stages:\n"
        + "  - image-candidates\n"
        + "  - image-fetch: {host_rate: 10000, retries: 1, connect_seconds: 2, timeout_seconds: 5,"
        + " max_retry_after_seconds: 2, backoff_seconds: 0.1"
        + fetch
        + "}\n  - image-decode\noutput: {format: webdataset, shards: 1}\ntolerance: 1\n";
  }

  private static RawServer.Answer flood(String head, String again) {
    return (request, out) -> {
      out.write(head.getBytes(ISO_8859_1));
      byte[] bytes = again.getBytes(ISO_8859_1);
      for (long sent = 0; sent < 1L << 32; sent += bytes.length) {
        out.write(bytes);
      }
      return false;
    };
  }

  private static RawServer.Answer dribble(String head) {
    return (request, out) -> {
      out.write(head.getBytes(ISO_8859_1));
      for (int i = 0; i < 3_000; i++) {
        out.write('x');
        out.flush();
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
      return false;
    };
  }

  private static Map<String, RawServer.Answer> hostile() {
    String ok = "HTTP/1.1 200 OK\r\n";
    Map<String, RawServer.Answer> all = new LinkedHashMap<>();
    all.put("endless-body", flood(ok + "\r\n", "x".repeat(10_000)));
    all.put(
        "endless-chunks",
        flood(ok + "Transfer-Encoding: chunked\r\n\r\n", "3e8\r\n" + "x".repeat(1000) + "\r\n"));
    all.put("one-gigabyte", flood(ok + "Content-Length: 1073741824\r\n\r\n", "x".repeat(10_000)));
    all.put("header-flood", flood(ok, "X-Flood: 1\r\n"));
    all.put("long-header", flood(ok + "X-Long: ", "x".repeat(1000)));
    all.put("early-hints", flood("", "HTTP/1.1 103 Early Hints\r\n\r\n"));
    all.put("slow-body", dribble(ok + "Content-Length: 100000\r\n\r\n"));
    all.put("slow-head", dribble(ok + "X-A: "));
    all.put("retry-after-a-year", RawServer.answer(429, "Retry-After: 31536000\r\n", new byte[0]));
    all.put(
        "retry-after-a-date",
        RawServer.answer(503, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n", new byte[0]));
    all.put("circle", RawServer.redirect(302, "/circle"));
    all.put("to-file", RawServer.redirect(302, "file:///etc/passwd"));
    all.put("to-metadata", RawServer.redirect(307, "http://169.254.169.254/latest/meta-data/"));
    all.put("to-private", RawServer.redirect(302, "http://10.0.0.1/"));
    all.put("to-number", RawServer.redirect(302, "http://2130706433/"));
    all.put("to-data", RawServer.redirect(302, "data:image/png;base64,AAAA"));
    all.put("not-http", RawServer.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
    all.put("hang-up", RawServer.raw(""));
    all.put("gzip-bomb", RawServer.answer(200, "Content-Encoding: gzip\r\n", zeros(100 << 20)));
    all.put("png-bomb", RawServer.answer(200, "", pngHead(60_000, 60_000)));
    all.put("png-most-pixels", RawServer.answer(200, "", pngHead(2147483647, 2147483647)));
    all.put("png-text-bomb", RawServer.answer(200, "", pngText()));
    return all;
  }

  private static byte[] zeros(int size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < size; i += 1 << 16) {
        gzip.write(new byte[1 << 16]);
      }
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    byte[] body = Made.joined(type.getBytes(ISO_8859_1), data);
    CRC32 sum = new CRC32();
    sum.update(body);
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(body);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  private static byte[] deflated(int zeros) {
    Deflater deflater = new Deflater();
    deflater.setInput(new byte[zeros]);
    deflater.finish();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      bytes.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return bytes.toByteArray();
  }

  private static byte[] png(int width, int height, String type, byte[] more) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    chunk(png, "IHDR", head.put(new byte[] {8, 2, 0, 0, 0}).array());
    if (!type.isEmpty()) {
      chunk(png, type, more);
    }
    chunk(png, "IDAT", deflated(1 << 20));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  /** A few kilobytes that declare gigapixels. */
  private static byte[] pngHead(int width, int height) {
    return png(width, height, "", new byte[0]);
  }

  /** Compressed text of 64 MB in a small image. */
  private static byte[] pngText() {
    return png(100, 100, "zTXt", Made.joined("k\0\0".getBytes(ISO_8859_1), deflated(64 << 20)));
  }

  private void servers(Arena arena, AttackScore score) throws Exception {
    try (Site site = new Site(4)) {
      Map<String, RawServer.Answer> hostile = hostile();
      StringBuilder list = new StringBuilder();
      hostile.forEach((name, answer) -> list.append(row(site.answers("/" + name, answer))));
      list.append(row(site.image("/well", "")));
      arena.write("servers.jsonl", list.toString());
      Ran ran =
          arena.run(
              Duration.ofSeconds(150),
              "servers",
              recipe("servers.jsonl", ", allow_addresses: ['127.0.0.1'], host_connections: 64"));
      List<VerdictRow> rows = arena.verdicts("servers");
      long kept = rows.stream().filter(row -> row.outcome().equals("kept")).count();
      boolean held = ran.exit() == 0 && rows.size() == hostile.size() + 1;
      for (String name : hostile.keySet()) {
        boolean named =
            rows.stream()
                .filter(row -> !row.outcome().equals("kept"))
                .noneMatch(row -> row.reason().isEmpty());
        score.check(
            "servers",
            name,
            held && named,
            String.format(Locale.ROOT, "%d verdicts, %s", rows.size(), ran.last()));
      }
      score.check("servers", "a well one beside them", held && kept >= 1, kept + " kept");
    }
  }
}
