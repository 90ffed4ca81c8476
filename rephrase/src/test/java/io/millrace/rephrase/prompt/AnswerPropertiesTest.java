package io.millrace.rephrase.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.prompt.Answer.Malformed;
import io.millrace.rephrase.prompt.Answer.Pair;
import io.millrace.rephrase.prompt.Answer.Read;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class AnswerPropertiesTest {

  private static final PromptLibrary BOX = PromptLibrary.inTheBox();

  @Provide
  Arbitrary<String> answers() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "Frage: ",
            "Antwort: ",
            "Question: ",
            "Answer:",
            "Q: ",
            "**Frage 2:** ",
            "Nutzer: ",
            "Assistant: ",
            "Hier ist das Ergebnis:",
            "Hier ist der Text:\n",
            "Sure:\n",
            "<rephrased>",
            "</rephrased>",
            "```\n",
            "\n```",
            "\"",
            "„",
            "“",
            "«",
            "»",
            "**",
            "***",
            "*",
            "# ",
            "- ",
            "- - ",
            "• ",
            "1. ",
            "2. ",
            "3) ",
            "| a | b |\n",
            "|---|---|\n",
            "| 1 | 2 |\n",
            "|",
            "\\|",
            "\\",
            "\n",
            "\n\n",
            " ",
            "\u00a0",
            "\r\n",
            "\u2028",
            "\uFEFF",
            "Wort",
            "a?",
            ".",
            ":",
            "：",
            "\u0000",
            "\uD83D",
            "é",
            "漢字",
            "<think>",
            "</think>",
            "\u0130",
            "١. ",
            "–",
            "2**8");
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(6);
    Arbitrary<String> free =
        Arbitraries.frequencyOf(Tuple.of(9, pieces), Tuple.of(1, any))
            .list()
            .ofMaxSize(25)
            .map(list -> String.join("", list));
    Arbitrary<String> lines =
        Arbitraries.of(
                "Frage: Wann?",
                "Antwort: 1823.",
                "Nutzer: Was?",
                "Assistent: Das.",
                "- ein Punkt",
                "1. eins",
                "2. zwei",
                "| a | b |",
                "| --- | --- |",
                "| 1 | - |",
                "weiter",
                "",
                "**fett** hier")
            .list()
            .ofMinSize(2)
            .ofMaxSize(8)
            .map(list -> String.join("\n", list));
    return Arbitraries.oneOf(free, lines, lines.map(text -> "Hier ist das Ergebnis:\n" + text));
  }

  @Provide
  Arbitrary<Style> styles() {
    return Arbitraries.of(BOX.styles());
  }

  @Property(tries = 4000)
  void readingNeverThrowsAndIsDeterministic(
      @ForAll("styles") Style style, @ForAll("answers") String raw) {
    AnswerShape shape = BOX.prompt(style.name(), "de", Instructions.OWN).shape();
    Answer answer = shape.read(raw);
    assertThat(shape.read(raw)).isEqualTo(answer);
    if (answer instanceof Malformed malformed) {
      assertThat(malformed.detail()).isNotBlank();
    } else {
      assertThat(((Read) answer).text()).isNotBlank();
    }
  }

  @Property(tries = 6000)
  void readingAReadAnswerChangesNothing(
      @ForAll("styles") Style style, @ForAll("answers") String raw) {
    AnswerShape shape = BOX.prompt(style.name(), "de", Instructions.OWN).shape();
    if (shape.body(raw) instanceof Read read) {
      assertThat(shape.body(read.text())).isEqualTo(read);
    }
  }

  @Property(tries = 500)
  void aSampleOfPairsIsDrawnByDocumentAndPassage(
      @ForAll @IntRange(min = 1, max = 12) int size,
      @ForAll @IntRange(min = 0, max = 2000) int tokens,
      @ForAll String id) {
    List<Pair> pairs = IntStream.range(0, size).mapToObj(i -> new Pair("q" + i, "a" + i)).toList();
    List<Pair> kept = QuestionSample.of(pairs, id, 3, tokens);
    assertThat(kept).isEqualTo(QuestionSample.of(pairs, id, 3, tokens));
    assertThat(kept).doesNotHaveDuplicates().isSubsetOf(pairs);
    assertThat(kept.size()).isBetween(1, Math.max(1, 10 * tokens / 150));
  }
}
