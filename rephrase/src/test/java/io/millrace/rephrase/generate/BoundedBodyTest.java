package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BoundedBodyTest {

  private static final int LIMIT = 100;

  @Property
  void readsUpToTheLimitThenCancels(
      @ForAll @Size(max = 20) List<@IntRange(max = 30) Integer> parts) {
    BoundedBody body = new BoundedBody(LIMIT);
    boolean[] cancelled = {false};
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {
            cancelled[0] = true;
          }
        });
    int sum = 0;
    for (int part : parts) {
      body.onNext(List.of(ByteBuffer.allocate(part)));
      sum += part;
      // fails at once, not at the end
      assertThat(cancelled[0]).isEqualTo(sum > LIMIT);
    }
    body.onComplete();
    var result = body.getBody().toCompletableFuture();
    if (sum > LIMIT) {
      assertThat(result)
          .failsWithin(java.time.Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(Transport.TooLarge.class);
    } else {
      assertThat(result.join()).hasSize(sum);
    }
  }
}
