package io.millrace.rephrase.generate;

import java.util.SplittableRandom;

/** Waits that double up to a cap. The second half of each wait is random, by a seed. */
final class RetryBackoff {

  private final OpenAiSettings.Retries settings;

  RetryBackoff(OpenAiSettings.Retries settings) {
    this.settings = settings;
  }

  /**
   * Nanoseconds to wait before a retry.
   *
   * @param request number of the request
   * @param retry 0 for the first
   */
  long nanos(long request, int retry) {
    double full =
        Math.min(
            settings.backoffCapSeconds(),
            settings.backoffSeconds() * Math.pow(2, Math.min(retry, 60)));
    SplittableRandom random =
        new SplittableRandom(settings.seed() ^ (request * 0x9E3779B97F4A7C15L + retry));
    return (long) (full * (1 + random.nextDouble()) / 2 * 1e9);
  }
}
