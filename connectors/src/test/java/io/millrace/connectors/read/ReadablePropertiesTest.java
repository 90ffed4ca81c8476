package io.millrace.connectors.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.shards.file.DamagedInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;

class ReadablePropertiesTest {

  @Property(tries = 500, seed = "41")
  void agreesWithTheStrictDecoder(
      @ForAll String text, @ForAll @IntRange(max = 40) int place, @ForAll byte damage) {
    byte[] bytes = (text + "\ufffd").getBytes(StandardCharsets.UTF_8);
    if (place < bytes.length) {
      bytes[place] = damage;
    }
    String expected;
    try {
      ByteBuffer all = ByteBuffer.wrap(bytes);
      expected = StandardCharsets.UTF_8.newDecoder().decode(all).toString();
    } catch (CharacterCodingException malformed) {
      expected = "malformed";
    }
    String found;
    try {
      found = Readable.strictUtf8(bytes, 0, bytes.length);
    } catch (DamagedInputException malformed) {
      found = "malformed";
    }
    assertThat(found).isEqualTo(expected);
  }

  @Property(tries = 500, seed = "42")
  void parsesOnlyNumbers(@ForAll double number, @ForAll @AlphaChars String word) {
    assertThat(Readable.number(Double.toString(number))).isEqualTo(number);
    assertThat(Readable.number('x' + word)).isNaN();
    assertThat(Readable.number("")).isNaN();
  }
}
