package io.millrace.extract.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Utf8TextTest {

  private static final String LONG_RUN =
      "<div class=\"paragraph first\">and what stands in it</div>";

  @Property(tries = 1_000)
  void readsAnyTextAsJavaDoes(@ForAll String text, @ForAll String more) {
    assertReadsAsJava((text + LONG_RUN + more).getBytes(StandardCharsets.UTF_8), 0);
  }

  @Property(tries = 1_000)
  void readsAnyBytesAsJavaDoes(@ForAll @Size(max = 40) byte[] body) {
    assertReadsAsJava(body, 0);
  }

  @Property(tries = 1_000)
  void readsTruncatedTextAndTextFromAnOffsetAsJavaDoes(
      @ForAll String text,
      @ForAll @IntRange(max = 9) int start,
      @ForAll @IntRange(max = 3) int cut) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((LONG_RUN + text + "ä€\uD83D\uDE00").getBytes(StandardCharsets.UTF_8));
    byte[] whole = bytes.toByteArray();
    assertReadsAsJava(Arrays.copyOf(whole, whole.length - cut), start);
  }

  private static void assertReadsAsJava(byte[] body, int start) {
    int from = Math.min(start, body.length);
    assertThat(Utf8Text.of(body, from).text())
        .isEqualTo(new String(body, from, body.length - from, StandardCharsets.UTF_8));
  }
}
