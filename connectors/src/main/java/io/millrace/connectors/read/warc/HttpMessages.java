package io.millrace.connectors.read.warc;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.FailureMessage;
import io.millrace.shards.file.DamagedInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.netpreserve.jwarc.HttpParser;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MessageHeaders;

/**
 * Parses HTTP responses in crawls: jwarc parses the headers, this class decodes transfer and
 * content encodings. Crawlers often keep the encoding headers of bodies that they have decoded, so
 * a body is decoded only if it looks encoded.
 */
final class HttpMessages {

  private static final int MAX_ENCODINGS = 4;

  /**
   * A decoded response.
   *
   * @param cut true when the encoded body is truncated; {@code body} is the part before
   */
  record Response(int status, MessageHeaders headers, byte[] body, boolean cut) {}

  private record Decoded(byte[] body, boolean cut) {}

  private HttpMessages() {}

  /**
   * Parses and decodes a response.
   *
   * @param maxBytes maximum bytes of the decoded body
   * @param mayBeCut true when the crawler states that it truncated the response
   * @throws DamagedInputException when it cannot be parsed or decoded, or is too large
   */
  static Response parse(byte[] message, long maxBytes, boolean mayBeCut)
      throws DamagedInputException {
    HttpParser parser = new HttpParser();
    parser.lenientResponse();
    ByteBuffer view = ByteBuffer.wrap(message);
    parser.parse(view);
    if (!parser.isFinished()) {
      throw damaged("no HTTP header");
    }
    byte[] body = Arrays.copyOfRange(message, view.position(), message.length);
    MessageHeaders headers = parser.headers();
    boolean cut = false;
    if (isChunked(headers, body)) {
      Decoded whole =
          readAll(
              () ->
                  HttpResponse.parse(Channels.newChannel(new ByteArrayInputStream(message)))
                      .body()
                      .stream(),
              maxBytes,
              mayBeCut,
              "chunked");
      body = whole.body;
      cut = whole.cut;
    }
    List<String> encodings = encodings(headers);
    for (int i = encodings.size() - 1; i >= 0; i--) {
      Decoded decoded = decode(body, encodings.get(i), maxBytes, mayBeCut || cut);
      body = decoded.body;
      cut |= decoded.cut;
    }
    return new Response(parser.status(), headers, body, cut);
  }

  private static DamagedInputException damaged(String detail) {
    return new DamagedInputException(FailReason.DAMAGED_HTTP, detail);
  }

  private static boolean isChunked(MessageHeaders headers, byte[] body) {
    boolean declared =
        headers.all("Transfer-Encoding").stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("chunked"));
    return declared && startsWithChunk(body);
  }

  private static boolean startsWithChunk(byte[] body) {
    int digits = 0;
    while (digits < body.length && digits < 16 && Character.digit(body[digits], 16) >= 0) {
      digits++;
    }
    int end = digits;
    while (end < body.length && (body[end] == ' ' || body[end] == '\t')) {
      end++;
    }
    return digits > 0
        && end < body.length
        && (body[end] == '\r' || body[end] == '\n' || body[end] == ';');
  }

  private static List<String> encodings(MessageHeaders headers) throws DamagedInputException {
    List<String> found = new ArrayList<>();
    for (String value : headers.all("Content-Encoding")) {
      for (String name : value.split(",", MAX_ENCODINGS + 2)) {
        found.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    if (found.size() > MAX_ENCODINGS) {
      throw damaged("more than " + MAX_ENCODINGS + " content encodings");
    }
    return found;
  }

  private static Decoded decode(byte[] body, String encoding, long maxBytes, boolean mayBeCut)
      throws DamagedInputException {
    if (body.length == 0) {
      return new Decoded(body, false);
    }
    if (encoding.equals("br")) {
      return decodeBrotli(body, maxBytes, mayBeCut);
    }
    Opener opener =
        switch (encoding) {
          case "gzip", "x-gzip" ->
              isGzip(body) ? () -> new GZIPInputStream(new ByteArrayInputStream(body)) : null;
          case "zstd" ->
              isZstd(body) ? () -> new ZstdInputStream(new ByteArrayInputStream(body)) : null;
          case "deflate" -> isText(body) ? null : () -> inflate(body);
          // servers put charsets and private names here; such bodies are not encoded
          default -> null;
        };
    return opener == null
        ? new Decoded(body, false)
        : readAll(opener, maxBytes, mayBeCut, encoding);
  }

  /** Brotli has no magic number; a body that fails and looks like text was decoded before. */
  private static Decoded decodeBrotli(byte[] body, long maxBytes, boolean mayBeCut)
      throws DamagedInputException {
    try {
      return readAll(
          () -> new BrotliInputStream(new ByteArrayInputStream(body)), maxBytes, mayBeCut, "br");
    } catch (DamagedInputException failed) {
      if (failed.reason() == FailReason.DAMAGED_HTTP && isText(body)) {
        return new Decoded(body, false);
      }
      throw failed;
    }
  }

  private static boolean isGzip(byte[] body) {
    return body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
  }

  private static boolean isZstd(byte[] body) {
    return body.length > 3 && body[0] == 0x28 && body[1] == (byte) 0xb5 && body[2] == 0x2f;
  }

  /** True when the first bytes may be text. */
  private static boolean isText(byte[] body) {
    for (int i = 0; i < Math.min(body.length, 64); i++) {
      int b = body[i] & 0xff;
      if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        return false;
      }
    }
    return body[0] != 0x78 || body.length < 2 || ((body[0] << 8) | (body[1] & 0xff)) % 31 != 0;
  }

  /** RFC 9110 requires the zlib format; some servers send raw deflate. */
  private static InputStream inflate(byte[] body) {
    boolean zlib =
        body.length > 1
            && (body[0] & 0x0f) == 8
            && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
    return new InflaterInputStream(new ByteArrayInputStream(body), new Inflater(!zlib)) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }

  private interface Opener {
    InputStream open() throws IOException;
  }

  private static Decoded readAll(Opener opener, long maxBytes, boolean mayBeCut, String encoding)
      throws DamagedInputException {
    byte[] whole = new byte[1 << 14];
    int filled = 0;
    try (InputStream in = opener.open()) {
      int read = in.read(whole, 0, whole.length);
      while (read >= 0) {
        filled += read;
        if (filled > maxBytes) {
          throw new DamagedInputException(
              FailReason.TOO_LARGE, "the decoded body has more than " + maxBytes + " bytes");
        }
        if (filled == whole.length) {
          whole = Arrays.copyOf(whole, Math.multiplyExact(filled, 2));
        }
        read = in.read(whole, filled, whole.length - filled);
      }
      return new Decoded(Arrays.copyOf(whole, filled), false);
    } catch (DamagedInputException tooLarge) {
      throw tooLarge;
    } catch (IOException | RuntimeException failed) {
      if (mayBeCut && filled > 0) {
        return new Decoded(Arrays.copyOf(whole, filled), true);
      }
      throw damaged("cannot undo the encoding " + encoding + ": " + FailureMessage.orKind(failed));
    }
  }
}
