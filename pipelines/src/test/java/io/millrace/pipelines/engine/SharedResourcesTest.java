package io.millrace.pipelines.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedResourcesTest {

  private final List<String> closed = new ArrayList<>();
  private final SharedResources<String, String> resources =
      new SharedResources<>(key -> "of " + key, closed::add);

  @Test
  void sharesUntilTheLastRelease() throws IOException {
    String first = resources.acquire("a");
    assertThat(resources.acquire("a")).isSameAs(first);
    resources.acquire("b");
    resources.release("a");
    assertThat(closed).isEmpty();
    resources.release("a");
    assertThat(closed).containsExactly("of a");
    assertThat(resources.<Integer>read(open -> open.size())).isOne();
    assertThat(resources.acquire("a")).isNotSameAs(first);
  }

  @Test
  void cannotReleaseWithoutAcquire() {
    assertThatThrownBy(() -> resources.release("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void failedOpenLeavesNothing() throws IOException {
    SharedResources<String, String> failing =
        new SharedResources<>(
            key -> {
              throw new IOException("no " + key);
            },
            closed::add);
    assertThatThrownBy(() -> failing.acquire("a")).hasMessage("no a");
    assertThat(failing.<Boolean>read(open -> open.isEmpty())).isTrue();
  }
}
