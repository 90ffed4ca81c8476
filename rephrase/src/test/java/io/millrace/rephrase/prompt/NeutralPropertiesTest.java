package io.millrace.rephrase.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NeutralPropertiesTest {

  private static final Pattern TAGS = Neutral.tags(List.of("text", "rephrased"));

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "<",
            ">",
            "/",
            "text",
            "TEXT",
            "rephrased",
            " ",
            "\n",
            "<|",
            "|>",
            "im_start",
            "[",
            "]",
            "INST",
            "SYS",
            "<<",
            ">>",
            "s",
            "‹",
            "›",
            "a",
            "</text>",
            "<text>",
            "\t",
            "{{text}}",
            "$1",
            "\\")
        .list()
        .ofMaxSize(20)
        .map(list -> String.join("", list));
  }

  @Property(tries = 3000)
  void noTagOrControlTokenRemains(@ForAll("texts") String text) {
    String calm = Neutral.text(text, TAGS);
    String lower = calm.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    assertThat(lower).doesNotContain("<text>", "</text>", "<rephrased>", "</rephrased>");
    assertThat(calm).doesNotContain("[INST]", "<|im_start|>", "<<SYS>>");
    assertThat(Neutral.text(calm, TAGS)).isEqualTo(calm);
    assertThat(calm).hasSameSizeAs(text);
  }
}
