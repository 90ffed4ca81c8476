package io.millrace.connectors.fetch.http;

import io.millrace.connectors.fetch.FetchFailure;
import io.millrace.corpus.DropReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Receives the response of one request. It is rejected as soon as it is known to be useless, and a
 * large body is read only when the budget has room for all of it.
 */
final class HttpExchange implements AsyncResponseConsumer<Void> {

  static final Set<String> HEADERS =
      Set.of(
          ("content-encoding content-language content-type etag last-modified location"
                  + " retry-after tdm-policy tdm-reservation x-robots-tag")
              .split(" "));

  /** Bytes of an unwanted body that are read to keep its connection usable. */
  private static final int DRAINED = 16 << 10;

  /** Bytes that a body may have without a reservation. */
  static final int FREE_BYTES = 128 << 10;

  /** First reservation of a body of unknown length. */
  static final int MIDDLING_BYTES = 1 << 20;

  private static final int STEP = 64 << 10;

  private final Wanted wanted;
  private final BodyBudget.Both budgets;
  private final CompletableFuture<HttpAnswer> answer;

  private int status;
  private SortedMap<String, String> headers = new TreeMap<>();
  private FutureCallback<Void> ended;
  private byte[] body = new byte[0];
  private int length;
  private int limit;
  private long stated = -1;
  private long reserved;
  private BodyBudget reservedOf;
  private boolean over;
  private volatile HttpAnswer whole;

  HttpExchange(Wanted wanted, BodyBudget.Both budgets, CompletableFuture<HttpAnswer> answer) {
    this.wanted = wanted;
    this.budgets = budgets;
    this.answer = answer;
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      EntityDetails entity,
      HttpContext context,
      FutureCallback<Void> callback)
      throws IOException {
    ended = callback;
    status = response.getCode();
    headers = kept(response);
    if (entity == null) {
      end();
      callback.completed(null);
      return;
    }
    stated = entity.getContentLength();
    if (status != 200) {
      limit = DRAINED;
      if (stated > DRAINED) {
        cut();
      }
      return;
    }
    limit = wanted.maxBytes();
    try {
      wanted.head().check(headers);
      if (stated > limit && !wanted.cut()) {
        throw tooLarge("Content-Length is " + stated);
      }
      Unpacking.check(headers.getOrDefault("content-encoding", ""));
    } catch (FetchFailure e) {
      fail(e);
    }
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {
    // early hints say nothing about the image
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    long room;
    synchronized (this) {
      room = reserved > 0 ? reserved : FREE_BYTES;
    }
    if (length + STEP <= room || limit <= room) {
      channel.update(STEP);
      return;
    }
    long likely = stated > 0 ? Math.min(stated, limit) : limit;
    boolean middling = room == FREE_BYTES && (stated <= 0 || likely <= MIDDLING_BYTES);
    if (middling) {
      ask(budgets.middling(), Math.min(likely, MIDDLING_BYTES), channel);
    } else if (likely > room) {
      ask(budgets.large(), likely, channel);
    } else {
      channel.update(STEP);
    }
  }

  private void ask(BodyBudget from, long bytes, CapacityChannel channel) {
    from.ask(bytes, () -> granted(from, bytes, channel));
  }

  private void granted(BodyBudget from, long bytes, CapacityChannel channel) {
    BodyBudget backTo;
    long back;
    synchronized (this) {
      backTo = over ? from : reservedOf;
      back = over ? bytes : reserved;
      if (!over) {
        reserved = bytes;
        reservedOf = from;
      }
    }
    if (back > 0) {
      backTo.giveBack(back);
    }
    try {
      channel.update(STEP);
    } catch (IOException e) {
      answer.completeExceptionally(HttpFailures.of(e));
    }
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    int room = limit - length;
    int more = Math.min(room, bytes.remaining());
    boolean tooMany = bytes.remaining() > room;
    if (status == 200) {
      if (length + more > body.length) {
        body = Arrays.copyOf(body, grown(length + more));
      }
      bytes.get(body, length, more);
    }
    bytes.position(bytes.limit());
    length += more;
    if (tooMany) {
      if (status != 200 || wanted.cut()) {
        cut();
      }
      fail(tooLarge("more bytes came"));
    }
  }

  /** A body of known length is allocated at once. */
  private int grown(int needed) {
    boolean known = stated > 0 && (stated <= FREE_BYTES || reserved > 0);
    long likely = known ? stated : Math.max(8 << 10, body.length * 2L);
    return (int) Math.min(limit, Math.max(needed, likely));
  }

  @Override
  public void streamEnd(List<? extends Header> trailers) {
    end();
    ended.completed(null);
  }

  /** Ends the response early and keeps what was read. */
  private void cut() throws FetchFailure {
    end();
    handOver();
    throw FetchFailure.lasting(DropReason.OTHER_STATUS, "cut");
  }

  private void end() {
    over();
    try {
      byte[] exact = status != 200 || body.length == length ? body : Arrays.copyOf(body, length);
      body = new byte[0];
      byte[] plain =
          Unpacking.unpack(
              exact, headers.getOrDefault("content-encoding", ""), wanted.maxBytes(), wanted.cut());
      whole = new HttpAnswer(status, headers, plain);
    } catch (FetchFailure e) {
      answer.completeExceptionally(e);
    }
  }

  /**
   * Completes the answer when the connection is free again; otherwise the next request would open
   * another connection.
   */
  void handOver() {
    if (whole != null) {
      answer.complete(whole);
    }
  }

  private void fail(FetchFailure failure) throws FetchFailure {
    over();
    answer.completeExceptionally(failure);
    throw failure;
  }

  @Override
  public void failed(Exception cause) {
    over();
    answer.completeExceptionally(HttpFailures.of(cause));
  }

  private void over() {
    long back;
    synchronized (this) {
      over = true;
      back = reserved;
      reserved = 0;
    }
    if (back > 0) {
      reservedOf.giveBack(back);
    }
  }

  @Override
  public void releaseResources() {
    over();
    handOver();
  }

  private FetchFailure tooLarge(String seen) {
    return FetchFailure.lasting(
        DropReason.IMAGE_TOO_LARGE, seen + ", the limit is " + limit, status);
  }

  private static SortedMap<String, String> kept(HttpResponse response) {
    SortedMap<String, String> kept = new TreeMap<>();
    for (Header header : response.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (HEADERS.contains(name) && header.getValue() != null) {
        kept.merge(name, header.getValue().strip(), (a, b) -> a + "\n" + b);
      }
    }
    return kept;
  }
}
