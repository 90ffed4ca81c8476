package io.millrace.extract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.Block.Kind;
import io.millrace.extract.text.PhraseSet;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RepeatedTextTest {

  private static final String POST = "The sluice leaks again and the miller is away until May.";

  private static final float[] ARTICLE = {1, 0, 0, 0, 0, 0, 0};
  private static final float[] FORUM = {0, 0, 0, 1, 0, 0, 0};
  private static final float[] DOCUMENTATION = {0, 1, 0, 0, 0, 0, 0};

  private static Block block(Kind kind, String text) {
    return new Block(kind, 0, text, text.length(), 0, 0, 0, List.of());
  }

  private static Block paragraph(String text) {
    return block(Kind.PARAGRAPH, text);
  }

  private static List<Integer> stays(float[] types, Block... blocks) {
    BitSet all = new BitSet();
    all.set(0, blocks.length);
    return RepeatedText.without(List.of(blocks), all, types).stream().boxed().toList();
  }

  @Test
  void quotedPostsAreKeptOnce() {
    assertThat(stays(FORUM, paragraph(POST), paragraph(POST), paragraph("Then ask his brother")))
        .containsExactly(0, 2);
  }

  @Test
  void aQuoteAmongNewWordsStays() {
    Block answer = paragraph("You say that the sluice leaks again but I was there on Friday.");
    assertThat(stays(FORUM, paragraph(POST), answer)).containsExactly(0, 1);
  }

  @Test
  void capitalsAndPunctuationDoNotMatter() {
    String shout = POST.replace(".", "!!").replace("The sluice", "THE SLUICE,");
    assertThat(stays(FORUM, paragraph(POST), paragraph(shout))).containsExactly(0);
  }

  @Test
  void codeAndRowsMayRepeat() {
    String code = "int i = read(in); write(out, i);";
    String row = "flour | 12 sacks | each | monday";
    assertThat(
            stays(
                FORUM,
                block(Kind.PREFORMATTED, code),
                block(Kind.PREFORMATTED, code),
                block(Kind.ROW, row),
                block(Kind.ROW, row)))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void documentationIsUnchanged() {
    assertThat(stays(DOCUMENTATION, paragraph(POST), paragraph(POST))).containsExactly(0, 1);
  }

  @Test
  void textsOfThreeWordsStay() {
    assertThat(stays(FORUM, paragraph("That is all"), paragraph("That is all")))
        .containsExactly(0, 1);
  }

  @Test
  void aTextThatRepeatsItselfIsRemoved() {
    Block band = paragraph("Book now * ".repeat(20));
    Block log = block(Kind.PREFORMATTED, "ERROR cannot reach the mill\n".repeat(20));
    assertThat(stays(FORUM, band, log, log, paragraph(POST))).containsExactly(3);
  }

  @Test
  void rowsMayRepeatThemselves() {
    assertThat(stays(FORUM, block(Kind.ROW, "Warranty" + " | 10 years".repeat(9))))
        .containsExactly(0);
  }

  @Test
  void aLongBlockMayRepeatLessOfItself() {
    String lines =
        IntStream.range(0, 300)
            .mapToObj(i -> "line" + i + " from the mill at the river: grain " + i + "\n")
            .collect(Collectors.joining());
    String beginning = lines.substring(0, lines.length() / 4);
    assertThat(stays(FORUM, block(Kind.PREFORMATTED, lines))).isEmpty();
    assertThat(stays(ARTICLE, block(Kind.PREFORMATTED, lines))).containsExactly(0);
    assertThat(stays(ARTICLE, paragraph(lines))).isEmpty();
    assertThat(stays(FORUM, block(Kind.PREFORMATTED, beginning))).containsExactly(0);
  }

  @Test
  void codeLikeEarlierCodeIsKept() {
    String code = "for (int i = 0; i < sacks; i++) grind(mill, sack[i]);";
    assertThat(stays(FORUM, block(Kind.PREFORMATTED, code), block(Kind.PREFORMATTED, code)))
        .containsExactly(0, 1);
  }

  @Test
  void onlyKeptBlocksAreCompared() {
    BitSet kept = new BitSet();
    kept.set(1);
    List<Block> blocks = List.of(paragraph(POST), paragraph(POST));
    assertThat(RepeatedText.without(blocks, kept, FORUM)).isEqualTo(kept);
  }

  @Test
  void sharesAreOfRunsOfFourWords() {
    PhraseSet said = new PhraseSet();
    assertThat(said.say("one two three four five six").before()).isZero();
    assertThat(said.say("two three four five seven").before()).isEqualTo(.5, within(1e-9));
    assertThat(said.say("three four five").before()).isZero();
    assertThat(said.say("a b c d a b c d").beforeOrTwice()).isEqualTo(.2, within(1e-9));
    assertThat(said.cover("three four five seven")).isEqualTo(1);
  }

  @Property(tries = 200)
  void everyLongTextIsKeptExactlyOnce(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 9) Integer> texts) {
    List<Block> blocks =
        texts.stream().map(i -> paragraph(POST.replace(" ", (char) ('a' + i) + " "))).toList();
    BitSet all = new BitSet();
    all.set(0, blocks.size());
    List<Integer> first =
        IntStream.range(0, texts.size())
            .filter(i -> texts.indexOf(texts.get(i)) == i)
            .boxed()
            .toList();
    assertThat(RepeatedText.without(blocks, all, FORUM).stream().boxed().toList()).isEqualTo(first);
  }
}
