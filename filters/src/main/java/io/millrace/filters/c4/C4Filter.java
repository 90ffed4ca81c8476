package io.millrace.filters.c4;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import io.millrace.filters.text.WordHash;
import java.util.List;

/**
 * Drops pages by C4's rules for pages (Raffel et al. 2020, section 2.2): fewer than five sentences,
 * placeholder text, or too many curly brackets, as in code. Runs after {@link C4Cleaner}. Sentences
 * are those of {@link TextAnalysis#sentences()}; {@code curly_brackets} is the number of <code>{
 * </code> per word, or their number in a text without words.
 */
public final class C4Filter implements Filter {

  private static final List<String> SIGNALS = List.of("sentences", "lorem_ipsum", "curly_brackets");

  private static final long LOREM = WordHash.folded("lorem");
  private static final long IPSUM = WordHash.folded("ipsum");

  private final List<Rule> rules;

  public C4Filter(C4Settings settings) {
    rules =
        List.of(
            Rule.atLeast(DropReason.C4_TOO_FEW_SENTENCES, "sentences", settings.minSentences()),
            Rule.atMost(DropReason.C4_LOREM_IPSUM, "lorem_ipsum", settings.maxLoremIpsum()),
            Rule.atMost(
                DropReason.C4_CURLY_BRACKET, "curly_brackets", settings.maxCurlyBrackets()));
  }

  @Override
  public List<String> signals() {
    return SIGNALS;
  }

  @Override
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public void measure(DocumentView document, TextAnalysis analysis, double[] out, int offset) {
    out[offset] = analysis.sentences();
    out[offset + 1] = loremIpsum(analysis);
    out[offset + 2] = curlyBrackets(analysis.text()) / (double) Math.max(1, analysis.words());
  }

  private static int loremIpsum(TextAnalysis analysis) {
    long[] words = analysis.foldedWordHashes();
    int count = 0;
    for (int i = 1; i < analysis.words(); i++) {
      if (words[i] == IPSUM && words[i - 1] == LOREM) {
        count++;
      }
    }
    return count;
  }

  private static int curlyBrackets(String text) {
    int count = 0;
    for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
      count++;
    }
    return count;
  }
}
