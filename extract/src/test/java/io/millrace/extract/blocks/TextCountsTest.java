package io.millrace.extract.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextCountsTest {

  private static final String SENTENCE_ENDS = ".!?。！？؟۔।։።‽";
  private static final String QUOTES = "\"'»«“”’」";

  private final TextCounts counts = new TextCounts();

  @Test
  void countsCharacters() {
    counts.read("The Mill, at 7 St. John's:\n12 sacks (\u20AC30). Ring!\"");
    assertThat(counts.words).isEqualTo(11);
    assertThat(counts.letters).isEqualTo(25);
    assertThat(counts.upper).isEqualTo(5);
    assertThat(counts.capitalised).isEqualTo(5);
    assertThat(counts.digits).isEqualTo(5);
    assertThat(counts.sentenceEnds).isEqualTo(3);
    assertThat(counts.commas).isEqualTo(1);
    assertThat(counts.lines).isEqualTo(2);
    assertThat(counts.symbols).isEqualTo(6);
    assertThat(counts.marks).isEqualTo(BlockTexts.PRICE | BlockTexts.NOT_ASCII);
  }

  /** Texts are long enough for counts above eight bits. */
  @Property(tries = 500)
  void tablesAgreeWithCountingByCharacter(
      @ForAll("texts") String text, @ForAll("texts") String before) {
    counts.read(before);
    counts.read(text);
    int words = 0;
    int letters = 0;
    int upper = 0;
    int digits = 0;
    int capitalised = 0;
    int ends = 0;
    int commas = 0;
    int symbols = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = Character.isLetter(c) || Character.isSurrogate(c);
      boolean ideograph = c >= 0x2E80 && c <= 0x9FFF || c >= 0xF900 && c <= 0xFAFF;
      boolean starts = (letter || digit) && (!inside || letter && ideograph);
      words += starts ? 1 : 0;
      letters += letter ? 1 : 0;
      digits += digit ? 1 : 0;
      upper += Character.isUpperCase(c) && letter ? 1 : 0;
      capitalised += starts && Character.isUpperCase(c) ? 1 : 0;
      inside = letter || digit;
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (SENTENCE_ENDS.indexOf(c) >= 0) {
        ends += c >= 0x80 || next <= ' ' || QUOTES.indexOf(next) >= 0 ? 1 : 0;
      } else if (",、،，".indexOf(c) >= 0) {
        commas++;
      } else if (!inside && c > ' ') {
        symbols++;
      }
    }
    assertThat(
            List.of(
                counts.words,
                counts.letters,
                counts.upper,
                counts.digits,
                counts.capitalised,
                counts.sentenceEnds,
                counts.commas,
                counts.symbols,
                counts.lines))
        .isEqualTo(
            List.of(
                words,
                letters,
                upper,
                digits,
                capitalised,
                ends,
                commas,
                symbols,
                1 + (int) text.chars().filter(c -> c == '\n').count()));
    assertThat((counts.marks & BlockTexts.NOT_ASCII) != 0)
        .isEqualTo(text.chars().anyMatch(c -> c >= 0x80));
    assertThat((counts.marks & BlockTexts.BAR) != 0).isEqualTo(text.indexOf('|') >= 0);
  }

  @Property(tries = 500)
  void hashDependsOnlyOnLettersAndDigits(@ForAll("texts") String text) {
    counts.read(text);
    long hash = counts.hash;
    counts.read(text.replaceAll("[ ,.|\n»€]", "").toUpperCase(Locale.ROOT).replace("É", "é"));
    assertThat(counts.hash).isEqualTo(hash);
    counts.read(text + "x");
    assertThat(counts.hash).isNotEqualTo(hash);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "mill",
            "Mill",
            "7",
            "é",
            "水",
            "𝒳",
            " ",
            " ",
            ", ",
            ".",
            "!",
            "»",
            "€",
            "|",
            "\n",
            "。",
            "long words of a text that goes on and on ")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }
}
