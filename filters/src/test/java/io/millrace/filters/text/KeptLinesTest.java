package io.millrace.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.TextAnalysis;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Compares derived analyses of kept lines with a fresh analysis of the same text. */
class KeptLinesTest {

  private static final List<String> PIECES =
      List.of(
          "word",
          " ",
          "  ",
          "Two words.",
          "l'eau, 3.14",
          "#",
          "...",
          "\u2026",
          "\n",
          "\n",
          "\n\n",
          " \t\n",
          "\r\n",
          "\r",
          "\u2028",
          "\u0301",
          "\ud83d\ude00",
          "\ud801\udc00x",
          "\u4e2d\u6587\u4e66\u3002",
          "\u0e01\u0e32\u0e23\u0e40\u0e23\u0e35\u0e22\u0e19",
          "- item",
          "end! next",
          "abbr. lower",
          "\u00ab quoted \u00bb.");

  private final TextAnalyzer analyzer = new TextAnalyzer();
  private final TextAnalyzer fresh = new TextAnalyzer();

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** Keeps some lines, with an empty line in the place of blank ones. */
  private static KeptLines some(TextAnalysis analysis, Random random, int share) {
    KeptLines kept = new KeptLines();
    boolean blank = false;
    for (int line = 0; line < analysis.lines(); line++) {
      if ((analysis.lineFlags()[line] & TextAnalysis.LINE_BLANK) != 0) {
        blank = true;
      } else if (random.nextInt(4) < share) {
        if (blank && kept.size() > 0) {
          kept.addEmpty();
        }
        kept.add(line);
        blank = false;
      }
    }
    return kept;
  }

  @Property(tries = 3000, seed = "51")
  void matchesAFreshAnalysis(@ForAll int seed) {
    Random random = new Random(seed);
    TextAnalysis analysis = analyzer.analyze(text(random));
    // derives twice: the second time from the derived analysis
    for (int share = 3; share > 1; share--) {
      KeptLines kept = some(analysis, random, share);
      String text = kept.text(analysis);
      analysis = analyzer.keep(kept, text);
      assertSame(analysis, fresh.analyze(text));
    }
  }

  @Test
  void noLinesAreTheEmptyText() {
    TextAnalysis analysis = analyzer.analyze("one\ntwo");
    KeptLines none = new KeptLines();
    assertThat(none.text(analysis)).isEmpty();
    assertSame(analyzer.keep(none, ""), fresh.analyze(""));
  }

  private static void assertSame(TextAnalysis found, TextAnalysis expected) {
    String text = expected.text();
    assertThat(found.text()).isEqualTo(text);
    assertThat(facts(found)).as(text).isEqualTo(facts(expected));
  }

  private static List<Object> facts(TextAnalysis of) {
    return List.of(
        List.of(of.codePoints(), of.words(), of.lines(), of.paragraphs()),
        List.of(of.sentences(), of.hashSigns(), of.ellipses()),
        ints(of.wordStarts(), of.words()),
        ints(of.wordEnds(), of.words()),
        ints(of.wordCodePointStarts(), of.words()),
        ints(of.wordCodePoints(), of.words()),
        bytes(of.wordFlags(), of.words()),
        longs(of.wordHashes(), of.words()),
        longs(of.foldedWordHashes(), of.words()),
        ints(of.lineStarts(), of.lines()),
        ints(of.lineEnds(), of.lines()),
        ints(of.lineCodePoints(), of.lines()),
        ints(of.lineFirstWords(), of.lines() + 1),
        bytes(of.lineFlags(), of.lines()),
        longs(of.lineHashes(), of.lines()),
        ints(of.paragraphStarts(), of.paragraphs()),
        ints(of.paragraphEnds(), of.paragraphs()),
        ints(of.paragraphCodePoints(), of.paragraphs()),
        longs(of.paragraphHashes(), of.paragraphs()));
  }

  private static String ints(int[] all, int count) {
    return Arrays.toString(Arrays.copyOf(all, count));
  }

  private static String longs(long[] all, int count) {
    return Arrays.toString(Arrays.copyOf(all, count));
  }

  private static String bytes(byte[] all, int count) {
    return Arrays.toString(Arrays.copyOf(all, count));
  }
}
