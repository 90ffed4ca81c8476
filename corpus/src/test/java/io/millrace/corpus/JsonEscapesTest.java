package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Compares the escapes with those of Jackson. */
class JsonEscapesTest {

  private static byte[] byJackson(byte[] utf8) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = DocumentJson.factory().createGenerator(out)) {
      json.writeUTF8String(utf8, 0, utf8.length);
    }
    byte[] quoted = out.toByteArray();
    return Arrays.copyOfRange(quoted, 1, quoted.length - 1);
  }

  @Test
  void everyCharacterAtEveryPlace() throws IOException {
    for (int point = 0; point < 0x900; point++) {
      for (int place = 0; place < 18; place++) {
        String text = "-".repeat(place) + Character.toString(point) + "-".repeat(17 - place);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertThat(JsonEscapes.escaped(utf8)).isEqualTo(byJackson(utf8));
      }
    }
  }

  @Test
  void textWithoutEscapesIsNotCopied() {
    byte[] utf8 = "The mill's wheel, \u00fcber Wasser: 水车/".getBytes(StandardCharsets.UTF_8);
    assertThat(JsonEscapes.escaped(utf8)).isSameAs(utf8);
  }

  @Test
  void aTextOfControlCharactersGrows() throws IOException {
    byte[] utf8 = new byte[10_000];
    Arrays.fill(utf8, (byte) 1);
    assertThat(JsonEscapes.escaped(utf8)).isEqualTo(byJackson(utf8)).hasSize(60_000);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("\"\\\n\t\r\b\f\0\u001f \u007f!#[]")
        .withCharRange('a', 'f')
        .withCharRange('\u0080', '\uD7FF')
        .ofMaxLength(200);
  }

  @Property
  void agreesWithJackson(@ForAll("texts") String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertThat(JsonEscapes.escaped(utf8)).isEqualTo(byJackson(utf8));
  }
}
