package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.rephrase.generate.Completion.Finish;
import io.millrace.rephrase.generate.GenerationException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TimeLimitedTest {

  private static final GenerationRequest REQUEST =
      new GenerationRequest("m", List.of(), new GenerationParameters(0, 1, 8, 0, List.of()));
  private static final Completion ANSWER = new Completion("a", Finish.STOP, 1, 1, "m");

  /** Keeps requests until the test answers them. */
  private static final class Kept implements Generator {
    final List<CompletableFuture<Completion>> asked = new ArrayList<>();
    final List<Meter> meters = new ArrayList<>();
    boolean closed;

    @Override
    public CompletableFuture<Completion> generate(GenerationRequest request) {
      return generate(request, Meter.FREE);
    }

    @Override
    public CompletableFuture<Completion> generate(GenerationRequest request, Meter meter) {
      meters.add(meter);
      asked.add(new CompletableFuture<>());
      return asked.get(asked.size() - 1);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static void assertOutOfTime(CompletableFuture<Completion> answer) {
    assertThat(answer).isCompletedExceptionally();
    assertThatThrownBy(answer::join)
        .cause()
        .isInstanceOfSatisfying(
            GenerationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUT_OF_TIME))
        .hasMessage("the time limit of 10 s is reached");
  }

  @Test
  void failsUnansweredAndLaterRequestsAfterTheTimeLimit() {
    ManualScheduler time = new ManualScheduler();
    time.advance(Duration.ofSeconds(100));
    Kept model = new Kept();
    TimeLimited limited = new TimeLimited(model, 10, time);
    CompletableFuture<Completion> quick = limited.generate(REQUEST);
    CompletableFuture<Completion> slow = limited.generate(REQUEST);
    time.advance(Duration.ofSeconds(9));
    model.asked.get(0).complete(ANSWER);
    assertThat(quick).isCompletedWithValue(ANSWER);
    CompletableFuture<Completion> waiting = limited.generate(REQUEST);
    assertThat(model.meters.get(2).begin(REQUEST)).isCompleted();
    assertThat(slow).isNotDone();
    time.advance(Duration.ofSeconds(1));
    assertOutOfTime(slow);
    assertOutOfTime(waiting);
    // starts after the time limit
    assertThat(model.meters.get(2).begin(REQUEST)).isCompletedExceptionally();
    assertOutOfTime(limited.generate(REQUEST));
    assertThat(model.asked).hasSize(3);
    model.asked.get(1).complete(ANSWER);
    assertOutOfTime(slow);
    limited.close();
    assertThat(model.closed).isTrue();
  }

  @Test
  void otherFailuresAreUnchanged() {
    Kept model = new Kept();
    TimeLimited limited = new TimeLimited(model, 10, new ManualScheduler());
    CompletableFuture<Completion> answer = limited.generate(REQUEST);
    model
        .asked
        .get(0)
        .completeExceptionally(new GenerationException(Kind.CRASHED, "it died", null));
    assertThatThrownBy(answer::join).cause().hasMessage("it died");
  }
}
