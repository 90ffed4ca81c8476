package io.millrace.connectors.web;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.corpus.settings.Address;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Requests files from web servers, from a given byte on. Temporary failures (no connection, status
 * 429 or 5xx) are retried with increasing waits; redirects are followed; the hub's token is sent to
 * the hub only.
 */
final class WebRequests {

  private static final int MOST_REDIRECTS = 10;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int PARTIAL = 206;
  private static final Duration MOST_WAIT = Duration.ofSeconds(60);

  /**
   * Time limits and number of tries.
   *
   * @param connect maximum time to connect
   * @param read maximum time to the next bytes
   * @param tries total number of tries
   * @param firstWait wait before the second try; it doubles each time
   */
  record Limits(Duration connect, Duration read, int tries, Duration firstWait) {

    static final Limits STANDARD =
        new Limits(Duration.ofSeconds(20), Duration.ofSeconds(60), 6, Duration.ofSeconds(1));

    /** Limits for finding files before a run, so that a wrong name is detected soon. */
    static final Limits SHORT =
        new Limits(Duration.ofSeconds(20), Duration.ofSeconds(60), 3, Duration.ofSeconds(1));
  }

  private final Supplier<Hub> source;
  private final Limits limits;
  private volatile Hub hub;

  /**
   * @param hub called at the first request, since it may read a file
   */
  WebRequests(Supplier<Hub> hub, Limits limits) {
    this.source = hub;
    this.limits = limits;
  }

  Hub hub() {
    Hub known = hub;
    if (known == null) {
      known = source.get();
      hub = known;
    }
    return known;
  }

  /**
   * An answer whose body is being read.
   *
   * @param stream bytes from the requested position on
   * @param size size of the whole file; -1 when unknown
   * @param next address of the next page of a list, as stated by the server
   */
  record Answer(InputStream stream, long size, Optional<String> next, HttpURLConnection connection)
      implements AutoCloseable {

    /** Closes the connection without reading the rest of a large file. */
    @Override
    public void close() {
      connection.disconnect();
    }
  }

  /**
   * @throws IllegalArgumentException when the text is not an address of a web server
   */
  static URI address(String text) {
    try {
      URI address = new URI(text);
      if (address.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            Address.redact(text) + ": a user in an address is not sent; remove it");
      }
      if (BeamFiles.isOfServer(address)) {
        return address;
      }
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException(
          Address.redact(text) + " is not an address: " + wrong.getReason(), wrong);
    }
    throw new IllegalArgumentException(Address.redact(text) + " is not an address of a web server");
  }

  /**
   * Opens a file.
   *
   * @param from position of the first byte; past the end the stream is empty
   * @throws FileNotFoundException when there is none
   */
  Answer open(URI address, long from) throws IOException {
    return ask(address, "bytes=" + from + "-", from);
  }

  /**
   * Size of a file; -1 when unknown.
   *
   * @throws FileNotFoundException when there is none
   */
  long size(URI address) throws IOException {
    try (Answer answer = ask(address, "bytes=0-0", 0)) {
      return answer.size();
    }
  }

  /** Opens an address without a byte range. */
  Answer open(URI address) throws IOException {
    return ask(address, "", 0);
  }

  private Answer ask(URI address, String range, long from) throws IOException {
    Duration wait = limits.firstWait();
    for (int tries = 1; ; tries++) {
      try {
        return follow(address, range, from);
      } catch (FileNotFoundException | RefusedException lasting) {
        throw lasting;
      } catch (UnknownHostException unknown) {
        throw new IOException("no host " + address.getHost(), unknown);
      } catch (IOException passing) {
        if (tries == limits.tries()) {
          throw passing;
        }
        waitFor(passing instanceof BusyException busy ? busy.wait(wait) : wait);
        wait = wait.multipliedBy(2);
      }
    }
  }

  private static void waitFor(Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  private Answer follow(URI first, String range, long from) throws IOException {
    URI address = first;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpURLConnection connection = connect(address, range);
      int status = connection.getResponseCode();
      if (status >= 300 && status < 400) {
        address = other(address, connection.getHeaderField("Location"));
        connection.disconnect();
      } else {
        return answer(first, connection, status, from);
      }
    }
    throw new RefusedException(first + ": redirected more than " + MOST_REDIRECTS + " times");
  }

  private HttpURLConnection connect(URI address, String range) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) limits.connect().toMillis());
    connection.setReadTimeout((int) limits.read().toMillis());
    connection.setRequestProperty("User-Agent", "millrace");
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (!range.isEmpty()) {
      connection.setRequestProperty("Range", range);
    }
    if (hub().is(address)) {
      hub()
          .token()
          .ifPresent(token -> connection.setRequestProperty("Authorization", "Bearer " + token));
    }
    return connection;
  }

  /**
   * The target of a redirect.
   *
   * @param location absolute or relative address; null for none
   * @throws IOException when it is missing, not a web address, or http instead of https
   */
  static URI other(URI from, String location) throws IOException {
    URI to;
    try {
      to = from.resolve(location == null ? "" : location);
    } catch (IllegalArgumentException wrong) {
      throw new RefusedException(from + ": redirects to an invalid address");
    }
    if (!BeamFiles.isOfServer(to)
        || "https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
      throw new RefusedException(from + ": redirects to " + to);
    }
    return to;
  }

  private Answer answer(URI asked, HttpURLConnection connection, int status, long from)
      throws IOException {
    Optional<String> next = AnswerFields.next(connection.getHeaderField("Link"));
    if (status == PARTIAL) {
      String range = connection.getHeaderField("Content-Range");
      if (AnswerFields.firstByte(range) != from) {
        connection.disconnect();
        throw new RefusedException(asked + ": returned another range than requested: " + range);
      }
      long size = AnswerFields.wholeSize(range);
      return new Answer(connection.getInputStream(), size, next, connection);
    }
    if (status == 200) {
      long size = connection.getContentLengthLong();
      return new Answer(past(connection.getInputStream(), from), size, next, connection);
    }
    if (status == RANGE_NOT_SATISFIABLE) {
      long size = AnswerFields.wholeSize(connection.getHeaderField("Content-Range"));
      return new Answer(InputStream.nullInputStream(), size < 0 ? 0 : size, next, connection);
    }
    Optional<Duration> wait = AnswerFields.seconds(connection.getHeaderField("Retry-After"));
    connection.disconnect();
    throw refusal(asked, status, wait);
  }

  /** Skips bytes of a server that does not support ranges. */
  private static InputStream past(InputStream stream, long from) throws IOException {
    long left = from;
    byte[] passed = new byte[1 << 16];
    while (left > 0) {
      int read = stream.read(passed, 0, (int) Math.min(passed.length, left));
      if (read < 0) {
        return InputStream.nullInputStream();
      }
      left -= read;
    }
    return stream;
  }

  private IOException refusal(URI asked, int status, Optional<Duration> wait) {
    if (status == 404 || status == 410) {
      return new FileNotFoundException(Address.redact(asked.toString()));
    }
    if (status == TOO_MANY_REQUESTS || status >= 500) {
      return new BusyException(asked + ": answered with status " + status, wait);
    }
    boolean needsToken = (status == 401 || status == 403) && hub().is(asked);
    String token = hub().token().isPresent() ? "the token is not accepted" : "it may need HF_TOKEN";
    return new RefusedException(
        asked + ": answered with status " + status + (needsToken ? "; " + token : ""));
  }

  /** A failure that a retry would not change. */
  private static final class RefusedException extends IOException {
    RefusedException(String message) {
      super(Address.redact(message));
    }
  }

  /** The server is busy; a retry may succeed. */
  private static final class BusyException extends IOException {
    private final transient Optional<Duration> wait;

    BusyException(String message, Optional<Duration> wait) {
      super(Address.redact(message));
      this.wait = wait;
    }

    Duration wait(Duration otherwise) {
      Duration asked = wait.orElse(otherwise);
      return asked.compareTo(MOST_WAIT) < 0 ? asked : MOST_WAIT;
    }
  }
}
