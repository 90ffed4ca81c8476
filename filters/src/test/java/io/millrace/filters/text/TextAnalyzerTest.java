package io.millrace.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.TextAnalysis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAnalyzerTest {

  private final TextAnalyzer analyzer = new TextAnalyzer();

  @Test
  void findsWordsWithOffsetsLengthsAndFlags() {
    // a mathematical bold A is a surrogate pair
    TextAnalysis analysis = analyzer.analyze("Don't \uD835\uDC00x 3.14 _ b2!");
    assertThat(words(analysis)).containsExactly("Don't", "\uD835\uDC00x", "3.14", "b2");
    assertThat(first(analysis.wordCodePoints(), 4)).containsExactly(5, 2, 4, 2);
    assertThat(first(analysis.wordCodePointStarts(), 4)).containsExactly(0, 6, 9, 16);
    assertThat(Arrays.copyOf(analysis.wordFlags(), 4)).containsExactly(1, 1, 2, 3);
    assertThat(analysis.codePoints()).isEqualTo(19);
  }

  @Test
  void joinsLettersOfAllScriptsAsUax29Does() {
    assertThat(words(analyzer.analyze("LG\uC804\uC790 2024\uB144")))
        .containsExactly("LG\uC804\uC790", "2024\uB144");
    assertThat(words(analyzer.analyze("abc\u0E44\u0E17\u0E22"))).contains("abc");
  }

  @Test
  void hashesWordsExactlyAndFolded() {
    TextAnalysis analysis =
        analyzer.analyze("Don't dont DON\u2019T \u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2");
    long[] exact = analysis.wordHashes();
    long[] folded = analysis.foldedWordHashes();
    assertThat(exact[0]).isEqualTo(WordHash.exact("Don't")).isNotEqualTo(exact[1]);
    assertThat(folded[0]).isEqualTo(folded[1]).isEqualTo(folded[2]);
    assertThat(folded[3]).isEqualTo(WordHash.folded("\u03C3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C3"));
    assertThat(WordHash.folded("\u0130stanbul")).isEqualTo(WordHash.folded("istanbul"));
  }

  /** Signatures and keys on disk depend on these values. */
  @ParameterizedTest
  @CsvSource({
    "'',8632f0229a99a2d8,8632f0229a99a2d8",
    "a,3b25de9b6cfeb458,3b25de9b6cfeb458",
    "Don't,2c260fa322a2110c,aed66374986431da",
    "Stra\u00DFe,8d2918ecf7247931,c7067948ea548fe",
    "\u039F\u03B4\u03CC\u03C2,3bfd7bf12817f4b4,e40ebb8cc59b5012",
    "\u4ECA\u5929,2c21f399b2efcb29,2c21f399b2efcb29",
    "\uD835\uDC00x,7769d037d17bdc08,7769d037d17bdc08",
    "2024,8832a1298c38c277,8832a1298c38c277"
  })
  void hashesNeverChange(String word, String exact, String folded) {
    assertThat(Long.toHexString(WordHash.exact(word))).isEqualTo(exact);
    assertThat(Long.toHexString(WordHash.folded(word))).isEqualTo(folded);
  }

  @Test
  void contentHashNeverChanges() {
    char[] text = "hello, world".toCharArray();
    assertThat(Long.toHexString(WordHash.content(text, 0, text.length)))
        .isEqualTo("eb3e15773ed25956");
  }

  @Test
  void splitsLinesAsPythonDoes() {
    TextAnalysis analysis =
        analyzer.analyze("a\nb\r\nc\rd\u000Be\ff\u001Cg\u001Dh\u001Ei\u0085j\u2028k\u2029l\n\nm\n");
    assertThat(lines(analysis))
        .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "", "m");
    assertThat(analyzer.analyze("").lines()).isZero();
    assertThat(lines(analyzer.analyze("\n"))).containsExactly("");
    assertThat(lines(analyzer.analyze("\n\r"))).containsExactly("", "");
    assertThat(lines(analyzer.analyze(" "))).containsExactly(" ");
  }

  @Test
  void countsWordsAndCodePointsOfLines() {
    TextAnalysis analysis = analyzer.analyze("one two\n\n\uD83D\uDE00 three");
    assertThat(first(analysis.lineFirstWords(), 4)).containsExactly(0, 2, 2, 3);
    assertThat(first(analysis.lineCodePoints(), 3)).containsExactly(7, 0, 7);
  }

  @ParameterizedTest
  @CsvSource({
    "'',0",
    "' \t',1",
    "plain,0",
    "'Ends. ',2",
    "'He said \u201Cno\u201D',2",
    "'\u4F60\u597D\u3002',2",
    "'\u0928\u092E\u0938\u094D\u0924\u0947\u0964',2",
    "'more...',6",
    "'more\u2026 ',6",
    "'two..',2",
    "'\u2022 item',8",
    "' - item.',10",
    "'-5 degrees',0",
    "'* item',8"
  })
  void flagsLines(String line, int flags) {
    assertThat(analyzer.analyze(line + "\n").lineFlags()[0])
        .isEqualTo((byte) (line.isEmpty() ? 1 : flags));
  }

  @Test
  void groupsLinesIntoParagraphs() {
    TextAnalysis analysis =
        analyzer.analyze("\n\n one\ntwo \n \t\nthree\uD83D\uDE00\r\n\r\n\r\nfour");
    List<String> paragraphs = new ArrayList<>();
    for (int i = 0; i < analysis.paragraphs(); i++) {
      int start = analysis.paragraphStarts()[i];
      paragraphs.add(analysis.text().substring(start, analysis.paragraphEnds()[i]));
    }
    assertThat(paragraphs).containsExactly("one\ntwo", "three\uD83D\uDE00", "four");
    assertThat(first(analysis.paragraphCodePoints(), 3)).containsExactly(7, 6, 4);
  }

  @Test
  void hashesLinesAndParagraphsWithoutOuterSpace() {
    TextAnalysis analysis =
        analyzer.analyze(" same line\nsame line \nother line\n\n\nother line\n \nother line \n\nx");
    long[] lines = analysis.lineHashes();
    assertThat(lines[0]).isEqualTo(lines[1]).isNotEqualTo(lines[2]);
    long[] paragraphs = analysis.paragraphHashes();
    assertThat(paragraphs[1]).isEqualTo(paragraphs[2]).isNotEqualTo(paragraphs[0]);
    assertThat(paragraphs[3]).isNotEqualTo(paragraphs[2]);
  }

  @ParameterizedTest
  @CsvSource({
    "'',0",
    "'...',0",
    "'One sentence. Another one! A third?',3",
    "'No mark at the end',1",
    "'A headline\nand a line',2",
    "'About 3.14 is e.g. this much. \u201CYes.\u201D So',3",
    "'Really?! Yes',2",
    "'\u4ECA\u5929\u5F88\u597D\u3002\u660E\u5929\u4E5F\u597D\u3002',2",
    "'\u0645\u0627 \u0627\u0633\u0645\u0643\u061F \u0627\u0633\u0645\u064A \u0639\u0644\u064A',2",
    "'\u092F\u0939 \u0939\u0948\u0964 \u0935\u0939 \u0939\u0948\u0964',2",
    "'see www.example.com for it.',1"
  })
  void countsSentences(String text, int sentences) {
    assertThat(analyzer.analyze(text).sentences()).isEqualTo(sentences);
  }

  @Test
  void countsSymbols() {
    TextAnalysis analysis = analyzer.analyze("# a #b ... c....... d\u2026 ..");
    assertThat(analysis.hashSigns()).isEqualTo(2);
    assertThat(analysis.ellipses()).isEqualTo(4);
  }

  @Test
  void doesNotDependOnEarlierTexts() {
    String text = "Some words, in a line.\n\nAnd a paragraph.";
    List<String> before = words(analyzer.analyze(text));
    analyzer.analyze("\u4ECA\u5929 x\n".repeat(5000));
    TextAnalysis again = analyzer.analyze(text);
    assertThat(words(again)).isEqualTo(before);
    assertThat(again.lines()).isEqualTo(3);
    assertThat(again.paragraphs()).isEqualTo(2);
    assertThat(again.sentences()).isEqualTo(2);
  }

  static List<String> words(TextAnalysis analysis) {
    return IntStream.range(0, analysis.words())
        .mapToObj(i -> analysis.text().substring(analysis.wordStarts()[i], analysis.wordEnds()[i]))
        .toList();
  }

  static List<String> lines(TextAnalysis analysis) {
    return IntStream.range(0, analysis.lines())
        .mapToObj(i -> analysis.text().substring(analysis.lineStarts()[i], analysis.lineEnds()[i]))
        .toList();
  }

  private static int[] first(int[] array, int count) {
    return Arrays.copyOf(array, count);
  }
}
