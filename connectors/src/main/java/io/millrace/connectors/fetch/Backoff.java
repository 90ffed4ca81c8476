package io.millrace.connectors.fetch;

import io.millrace.corpus.Hash128;

/** Computes the wait before a retry. */
public final class Backoff {

  private static final double MOST_SECONDS = 60;

  private Backoff() {}

  /**
   * The wait doubles with each try, up to a minute. Half of it depends on the address, so that
   * requests that failed together are not repeated together.
   *
   * @param failed failed tries so far, at least 1
   */
  public static long nanos(FetchSettings settings, String url, int failed) {
    double full = settings.backoffSeconds() * Math.pow(2, failed - 1);
    double share = (Hash128.of(url + "#" + failed).high() >>> 11) * 0x1p-53;
    return (long) (Math.min(MOST_SECONDS, full) * (.5 + .5 * share) * 1e9);
  }
}
