package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

  @Test
  void answersComeInOrder() throws IOException {
    assertThat(SideBySide.ask(HUNDRED, i -> i * 2))
        .isEqualTo(HUNDRED.stream().map(i -> i * 2).toList());
    assertThat(SideBySide.ask(List.of(), i -> i)).isEmpty();
  }

  @Test
  void requestsRunInParallel() throws IOException {
    CountDownLatch all = new CountDownLatch(8);
    assertThat(
            SideBySide.ask(
                HUNDRED.subList(0, 8),
                i -> {
                  all.countDown();
                  try {
                    return all.await(20, TimeUnit.SECONDS);
                  } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                  }
                }))
        .containsOnly(true);
  }

  @Test
  void theFirstFailureIsThrown() {
    assertThatThrownBy(
            () ->
                SideBySide.ask(
                    HUNDRED,
                    i -> {
                      if (i % 10 == 7) {
                        throw new IOException("of " + i);
                      }
                      return i;
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("of 7");
    assertThatThrownBy(
            () ->
                SideBySide.ask(
                    HUNDRED,
                    i -> {
                      throw new IllegalArgumentException("of " + i);
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("of 0");
  }
}
