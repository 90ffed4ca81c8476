package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Hash128Test {

  /** Reference values of the XXH3 128-bit function, seed 0. */
  @Test
  void agreesWithXxh3() {
    assertThat(Hash128.of("").toHex()).isEqualTo("99aa06d3014798d86001c324468d497f");
  }

  @Test
  void rejectsInvalidIds() {
    assertThatThrownBy(() -> Hash128.fromHex("abc")).hasMessageContaining("32 hexadecimal digits");
  }

  @Property
  void hexadecimalFormReadsBackAndKeepsTheOrder(@ForAll long a, @ForAll long b, @ForAll long c) {
    Hash128 left = new Hash128(a, b);
    Hash128 right = new Hash128(a, c);
    assertThat(Hash128.fromHex(left.toHex())).isEqualTo(left);
    assertThat(Integer.signum(left.compareTo(right)))
        .isEqualTo(Integer.signum(left.toHex().compareTo(right.toHex())));
  }
}
