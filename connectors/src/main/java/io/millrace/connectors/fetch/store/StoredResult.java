package io.millrace.connectors.fetch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.corpus.DropReason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Encodes a result as bytes of a {@link FetchStore}: big-endian, texts as length and UTF-8. */
final class StoredResult {

  static final byte FETCHED = 1;
  static final byte FAILED = 2;
  static final byte FAILED_FOR_NOW = 3;

  private StoredResult() {}

  static byte kind(FetchResult result) {
    if (result instanceof FetchResult.Failed failed) {
      return failed.temporary() ? FAILED_FOR_NOW : FAILED;
    }
    return FETCHED;
  }

  static byte[] encode(FetchResult result) {
    List<byte[]> texts = new ArrayList<>();
    if (result instanceof FetchResult.Failed failed) {
      texts.add(failed.reason().key().getBytes(UTF_8));
      texts.add(failed.detail().getBytes(UTF_8));
      return with(texts, List.of(failed.status(), failed.attempts()), 0, new byte[0]);
    }
    FetchResult.Fetched fetched = (FetchResult.Fetched) result;
    texts.add(fetched.finalUrl().getBytes(UTF_8));
    texts.add(fetched.contentType().getBytes(UTF_8));
    for (Map.Entry<String, String> header : fetched.headers().entrySet()) {
      texts.add(header.getKey().getBytes(UTF_8));
      texts.add(header.getValue().getBytes(UTF_8));
    }
    return with(
        texts,
        List.of(fetched.redirects(), fetched.attempts()),
        fetched.time().toNanos(),
        fetched.body());
  }

  private static byte[] with(List<byte[]> texts, List<Integer> numbers, long time, byte[] body) {
    int length = 4 + 4 * numbers.size() + 8 + body.length;
    for (byte[] text : texts) {
      length += 4 + text.length;
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    numbers.forEach(out::putInt);
    out.putLong(time).putInt(texts.size());
    for (byte[] text : texts) {
      out.putInt(text.length).put(text);
    }
    return out.put(body).array();
  }

  /** The result; empty when the bytes are not valid. */
  static Optional<FetchResult> decode(byte kind, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      int first = in.getInt();
      int second = in.getInt();
      long time = in.getLong();
      List<String> texts = texts(in);
      if (kind != FETCHED) {
        return reason(texts.get(0))
            .map(reason -> new FetchResult.Failed(reason, texts.get(1), first, second));
      }
      SortedMap<String, String> headers = new TreeMap<>();
      for (int i = 2; i < texts.size(); i += 2) {
        headers.put(texts.get(i), texts.get(i + 1));
      }
      byte[] body = new byte[in.remaining()];
      in.get(body);
      return Optional.of(
          new FetchResult.Fetched(
              body, texts.get(0), texts.get(1), headers, first, second, Duration.ofNanos(time)));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static List<String> texts(ByteBuffer in) {
    List<String> texts = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new BufferUnderflowException();
      }
      texts.add(new String(in.array(), in.position(), length, UTF_8));
      in.position(in.position() + length);
    }
    return texts;
  }

  /** The reason; empty when this version no longer has it. */
  private static Optional<DropReason> reason(String key) {
    return Stream.of(DropReason.values()).filter(reason -> reason.key().equals(key)).findFirst();
  }
}
