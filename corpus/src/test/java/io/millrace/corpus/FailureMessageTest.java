package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailureMessageTest {

  /** After about ten thousand throws the JVM reuses one exception without a message. */
  private static final int UNTIL_COMPILED = 100_000;

  @Test
  void repeatedFailuresHaveTheSameMessage() {
    byte[] bytes = new byte[128];
    Set<String> raw = new HashSet<>();
    Set<String> said = new HashSet<>();
    for (int i = 0; i < UNTIL_COMPILED; i++) {
      try {
        bytes[128 + (i & 1) - (i & 1)]++;
      } catch (ArrayIndexOutOfBoundsException failure) {
        raw.add(String.valueOf(failure.getMessage()));
        said.add(FailureMessage.orKind(failure));
      }
    }
    assertThat(raw).as("what the machine says").contains("null").hasSize(2);
    assertThat(said).containsExactly("ArrayIndexOutOfBoundsException");
  }

  @Test
  void messagesOfLibrariesAreKept() {
    assertThat(FailureMessage.of(new IOException("no such part"))).isEqualTo("no such part");
    assertThat(FailureMessage.orKind(new IOException(" "))).isEqualTo("IOException");
    assertThat(FailureMessage.of(new IllegalStateException())).isEmpty();
    Throwable machine = new ArrayIndexOutOfBoundsException(7);
    assertThat(FailureMessage.of(new IllegalStateException(machine)))
        .isEqualTo("ArrayIndexOutOfBoundsException");
  }
}
