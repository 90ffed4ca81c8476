package io.millrace.connectors.read.warc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import io.millrace.corpus.FailReason;
import io.millrace.shards.file.DamagedInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class HttpMessagesTest {

  private static final long LIMIT = 1 << 20;
  private static final byte[] BODY =
      "<html>Grüße aus Köln, Grüße aus Köln</html>".getBytes(StandardCharsets.UTF_8);

  static byte[] message(String headers, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(("HTTP/1.1 200 OK\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static byte[] decode(String headers, byte[] body) throws IOException {
    return HttpMessages.parse(message(headers, body), LIMIT, false).body();
  }

  private static FailReason failure(byte[] message) {
    return catchThrowableOfType(
            DamagedInputException.class, () -> HttpMessages.parse(message, LIMIT, false))
        .reason();
  }

  private static byte[] deflate(byte[] bytes, boolean bare) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(9, bare);
    try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
      stream.write(bytes);
    }
    deflater.end();
    return out.toByteArray();
  }

  /** A brotli stream (RFC 7932) of one uncompressed block and the empty last one. */
  private static byte[] brotli(byte[] bytes) {
    int header = (bytes.length - 1) << 4 | 1 << 20;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int shift = 0; shift < 24; shift += 8) {
      out.write(header >>> shift);
    }
    out.writeBytes(bytes);
    out.write(3);
    return out.toByteArray();
  }

  private static byte[] chunked(byte[] bytes, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i += size) {
      byte[] chunk = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size));
      out.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.writeBytes(chunk);
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  @Test
  void decodesEncodings() throws IOException {
    byte[] gzip = WarcFiles.gzipWhole(BODY);
    assertThat(decode("", BODY)).isEqualTo(BODY);
    assertThat(decode("Content-Encoding: gzip\r\n", gzip)).isEqualTo(BODY);
    assertThat(decode("content-encoding: X-GZIP\r\n", gzip)).isEqualTo(BODY);
    assertThat(decode("Content-Encoding: deflate\r\n", deflate(BODY, false))).isEqualTo(BODY);
    assertThat(decode("Content-Encoding: deflate\r\n", deflate(BODY, true))).isEqualTo(BODY);
    assertThat(decode("Content-Encoding: br\r\n", brotli(BODY))).isEqualTo(BODY);
    assertThat(decode("Content-Encoding: zstd\r\n", Zstd.compress(BODY))).isEqualTo(BODY);
    assertThat(decode("Content-Encoding: br, gzip\r\n", WarcFiles.gzipWhole(brotli(BODY))))
        .isEqualTo(BODY);
    assertThat(decode("Transfer-Encoding: chunked\r\n", chunked(BODY, 7))).isEqualTo(BODY);
    assertThat(
            decode("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", chunked(gzip, 1000)))
        .isEqualTo(BODY);
  }

  @Test
  void keepsBodiesThatWereDecodedBefore() throws IOException {
    for (String encoding : new String[] {"gzip", "br", "deflate", "zstd", "UTF-8", "none", ""}) {
      assertThat(decode("Content-Encoding: " + encoding + "\r\n", BODY))
          .as(encoding)
          .isEqualTo(BODY);
      assertThat(decode("Content-Encoding: " + encoding + "\r\n", new byte[0])).isEmpty();
    }
    assertThat(decode("Transfer-Encoding: chunked\r\n", BODY)).isEqualTo(BODY);
  }

  @Test
  void readsStatusAndOddHeaders() throws IOException {
    byte[] bare = "HTTP/2 404\nX: é\n\nhello".getBytes(StandardCharsets.UTF_8);
    HttpMessages.Response response = HttpMessages.parse(bare, LIMIT, false);
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    byte[] gzip = WarcFiles.gzipWhole(BODY);
    byte[] cut = Arrays.copyOf(gzip, gzip.length - 12);
    assertThat(failure(BODY)).isEqualTo(FailReason.DAMAGED_HTTP);
    assertThat(failure(new byte[0])).isEqualTo(FailReason.DAMAGED_HTTP);
    assertThat(failure(message("Content-Encoding: gzip\r\n", cut)))
        .isEqualTo(FailReason.DAMAGED_HTTP);
    assertThat(failure(message("Content-Encoding: gzip, gzip, gzip, gzip, gzip\r\n", gzip)))
        .isEqualTo(FailReason.DAMAGED_HTTP);
    byte[] bomb = WarcFiles.gzipWhole(new byte[4 << 20]);
    assertThat(failure(message("Content-Encoding: gzip\r\n", bomb)))
        .isEqualTo(FailReason.TOO_LARGE);
  }

  @Test
  void keepsTheBeginningOfATruncatedBody() throws IOException {
    byte[] long0 =
        new String(BODY, StandardCharsets.UTF_8).repeat(50).getBytes(StandardCharsets.UTF_8);
    byte[] chunked = chunked(long0, 100);
    byte[] message =
        message("Transfer-Encoding: chunked\r\n", Arrays.copyOf(chunked, chunked.length - 50));
    HttpMessages.Response response = HttpMessages.parse(message, LIMIT, true);
    assertThat(response.cut()).isTrue();
    assertThat(response.body()).hasSizeGreaterThan(1000);
    assertThat(long0).startsWith(response.body());
  }
}
