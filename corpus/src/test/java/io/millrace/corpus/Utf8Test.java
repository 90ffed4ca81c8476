package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Property
  void agreesWithTheEncoder(@ForAll String text) {
    byte[] encoded = WellFormed.of(text).getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.length(text)).isEqualTo(encoded.length);
  }

  @Test
  void countsAPairAsFourAndAHalfOfOneAsThree() {
    assertThat(Utf8.length("a\ud83d\ude00")).isEqualTo(5);
    assertThat(Utf8.length("a\ud83d")).isEqualTo(4);
  }
}
