package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Property
  void agreesWithTheEncoder(@ForAll String text) {
    byte[] encoded = WellFormed.of(text).getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.length(text)).isEqualTo(encoded.length);
  }

  @Property(tries = 1000, seed = "43")
  void agreesWithTheStrictDecoder(
      @ForAll String text, @ForAll @IntRange(max = 40) int place, @ForAll byte damage) {
    byte[] bytes = ("\u00e9" + text + "\ufffd\ud83d\ude00").getBytes(StandardCharsets.UTF_8);
    bytes[place % bytes.length] = damage;
    for (int from = 0; from < Math.min(3, bytes.length); from++) {
      for (int end = Math.max(from, bytes.length - 5); end <= bytes.length; end++) {
        assertThat(Utf8.isWellFormed(bytes, from, end)).isEqualTo(decodes(bytes, from, end));
      }
    }
  }

  private static boolean decodes(byte[] bytes, int from, int end) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, end - from));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  @Test
  void countsSurrogatePairsAndLoneSurrogates() {
    assertThat(Utf8.length("a\ud83d\ude00")).isEqualTo(5);
    assertThat(Utf8.length("a\ud83d")).isEqualTo(4);
  }
}
