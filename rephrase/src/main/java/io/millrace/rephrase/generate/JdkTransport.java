package io.millrace.rephrase.generate;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Transport with the HTTP client of the JDK. Keeps connections alive, uses HTTP/1.1 because few
 * model servers support more, and follows no redirects.
 */
final class JdkTransport implements Transport {

  private static final long HEALTH_SECONDS = 5;

  private final HttpClient client;
  private final OpenAiSettings settings;
  private final ApiKey key;
  private final Scheduler scheduler;

  JdkTransport(OpenAiSettings settings, ApiKey key, Scheduler scheduler) {
    this.settings = settings;
    this.key = key;
    this.scheduler = scheduler;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(duration(settings.timeouts().connectSeconds()))
            .build();
  }

  @Override
  public CompletableFuture<Reply> post(URI uri, byte[] json) {
    HttpRequest request =
        withKey(HttpRequest.newBuilder(uri))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    return send(
        request, settings.timeouts().firstByteSeconds(), settings.timeouts().wholeSeconds());
  }

  @Override
  public CompletableFuture<Reply> get(URI uri) {
    return send(withKey(HttpRequest.newBuilder(uri)).GET().build(), HEALTH_SECONDS, HEALTH_SECONDS);
  }

  private HttpRequest.Builder withKey(HttpRequest.Builder builder) {
    String authorization = key.authorization();
    return authorization.isEmpty() ? builder : builder.header("Authorization", authorization);
  }

  private CompletableFuture<Reply> send(HttpRequest request, double firstByte, double whole) {
    CompletableFuture<Void> head = new CompletableFuture<>();
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            request,
            response -> {
              head.complete(null);
              return new BoundedBody(settings.maxAnswerBytes());
            });
    var first = late(reply, "no answer within " + firstByte + " s", firstByte);
    var all = late(reply, "no whole answer within " + whole + " s", whole);
    head.thenRun(first::cancel);
    exchange.whenComplete(
        (response, failure) -> {
          if (failure == null) {
            String retryAfter = response.headers().firstValue("Retry-After").orElse("");
            reply.complete(new Reply(response.statusCode(), retryAfter, response.body()));
          } else {
            reply.completeExceptionally(known(failure));
          }
        });
    reply.whenComplete(
        (done, failure) -> {
          first.cancel();
          all.cancel();
          // timed out, or cancelled by the caller
          exchange.cancel(true);
        });
    return reply;
  }

  private Scheduler.Pending late(CompletableFuture<Reply> reply, String what, double seconds) {
    return scheduler.after(
        (long) (seconds * 1e9), () -> reply.completeExceptionally(new TooLate(what)));
  }

  private static IOException known(Throwable thrown) {
    Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TooLarge large) {
        return large;
      }
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof UnresolvedAddressException) {
        return new NotConnected(cause);
      }
    }
    return failure instanceof IOException known ? known : new IOException(failure);
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** The client of the JDK needs no close. */
  @Override
  public void close() {}
}
