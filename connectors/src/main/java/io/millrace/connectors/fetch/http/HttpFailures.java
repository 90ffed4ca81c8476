package io.millrace.connectors.fetch.http;

import io.millrace.connectors.fetch.FetchFailure;
import io.millrace.corpus.DropReason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.apache.hc.core5.util.DeadlineTimeoutException;

/** Converts exceptions of the HTTP client. */
public final class HttpFailures {

  private HttpFailures() {}

  public static FetchFailure of(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof FetchFailure failure) {
      return failure;
    }
    if (cause instanceof ConnectTimeoutException || cause instanceof DeadlineTimeoutException) {
      return FetchFailure.passing(DropReason.CONNECT, "no connection in time");
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return FetchFailure.passing(DropReason.CONNECT, "no connection");
    }
    if (cause instanceof UnknownHostException) {
      return FetchFailure.lasting(DropReason.DNS, message(cause));
    }
    if (cause instanceof SSLException) {
      return FetchFailure.lasting(DropReason.TLS, message(cause));
    }
    if (cause instanceof SocketTimeoutException) {
      return FetchFailure.lasting(DropReason.TIMEOUT, "no byte came in time");
    }
    if (cause instanceof TruncatedChunkException || cause instanceof ConnectionClosedException) {
      return FetchFailure.passing(DropReason.RESET, "the connection ended early");
    }
    if (notHttp(cause)) {
      return FetchFailure.lasting(DropReason.BAD_RESPONSE, message(cause));
    }
    return FetchFailure.passing(DropReason.RESET, message(cause));
  }

  private static boolean notHttp(Throwable cause) {
    if (cause instanceof H2ConnectionException h2) {
      return h2.getCode() != H2Error.NO_ERROR.getCode();
    }
    return cause instanceof HttpException && !(cause instanceof H2StreamResetException)
        || cause instanceof MessageConstraintException
        || cause instanceof MalformedChunkCodingException;
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    String text = message == null ? cause.getClass().getSimpleName() : message;
    // some messages quote the server
    String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() > 200 ? plain.substring(0, 200) : plain;
  }
}
