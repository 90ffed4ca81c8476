package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WellFormedTest {

  @Property(tries = 500, seed = "42")
  void wellFormedTextSurvivesUtf8(@ForAll String text) {
    String wellFormed = WellFormed.of("\ud83d\ude00" + text + "\ude00");
    assertThat(wellFormed).hasSize(text.length() + 3).startsWith("\ud83d\ude00");
    byte[] bytes = wellFormed.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(wellFormed);
  }
}
