package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryBackoffTest {

  @Property
  void theWaitIsHalfToAllOfADoublingTimeUpToTheCap(
      @ForAll long seed, @ForAll long request, @ForAll @IntRange(max = 100) int retry) {
    OpenAiSettings.Retries settings = new OpenAiSettings.Retries(100, 2, .5, 30, 300, seed);
    long nanos = new RetryBackoff(settings).nanos(request, retry);
    double full = Math.min(30, .5 * Math.pow(2, retry)) * 1e9;
    assertThat((double) nanos).isBetween(full / 2 - 1, full);
    assertThat(new RetryBackoff(settings).nanos(request, retry)).isEqualTo(nanos);
  }
}
