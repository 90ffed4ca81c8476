package io.millrace.connectors.models;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Downloads a file over HTTP with limits on size and time. */
final class Download {

  private static final int MAX_REDIRECTS = 3;

  /**
   * Limits of a download.
   *
   * @param schemes allowed schemes of addresses, including redirects
   * @param connect maximum time to connect
   * @param answer maximum time to the response's headers
   * @param whole maximum time for the file
   */
  record Limits(Set<String> schemes, Duration connect, Duration answer, Duration whole) {
    /** Short limits, so that a closed network is detected soon. */
    static Limits standard() {
      return new Limits(
          Set.of("https"), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(5));
    }
  }

  private final Limits limits;

  Download(Limits limits) {
    this.limits = limits;
  }

  /**
   * Downloads the file, which may have at most {@code most} bytes.
   *
   * @throws FetchException with the reason, if the file cannot be downloaded
   */
  void fetch(String url, Path to, long most) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(limits.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    long deadline = System.nanoTime() + limits.whole().toNanos();
    URI address = address(URI.create(url));
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<Void> response = get(client, address, to, most, deadline);
      int status = response.statusCode();
      if (status == 200) {
        return;
      }
      String location = response.headers().firstValue("location").orElse("");
      if (status < 300 || status >= 400 || location.isEmpty()) {
        throw new FetchException("answered with status " + status);
      }
      address = redirected(address, location);
    }
    throw new FetchException("redirected more than " + MAX_REDIRECTS + " times");
  }

  private URI redirected(URI from, String location) throws IOException {
    try {
      return address(from.resolve(location));
    } catch (IllegalArgumentException e) {
      throw new FetchException("redirected to an invalid address");
    }
  }

  private URI address(URI address) throws IOException {
    if (!limits.schemes().contains(address.getScheme()) || address.getHost() == null) {
      throw new FetchException("not fetched from " + address + ": not https");
    }
    return address;
  }

  private HttpResponse<Void> get(HttpClient client, URI address, Path to, long most, long deadline)
      throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(limits.answer()).build();
    HttpResponse.BodyHandler<Void> toFile =
        head ->
            head.statusCode() == 200
                ? new FileSink(to, most)
                : BodyHandlers.discarding().apply(head);
    CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, toFile);
    try {
      return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new FetchException("not finished after " + limits.whole().toSeconds() + " s");
    } catch (ExecutionException e) {
      throw reason(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private static IOException reason(Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException) {
      return new FetchException("no connection in time");
    }
    if (cause instanceof HttpTimeoutException) {
      return new FetchException("no answer in time");
    }
    if (cause instanceof ConnectException) {
      return new FetchException("no connection");
    }
    String message = cause.getMessage();
    return new FetchException(message == null ? cause.getClass().getSimpleName() : message);
  }
}
