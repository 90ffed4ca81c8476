package io.millrace.rephrase.chunk;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts a document into passages as Pieler et al. 2024 do: at line ends; a line that is too long at
 * its sentence ends (by ICU, for every script); a sentence that is too long between words or
 * grapheme clusters. Then it joins consecutive parts while they fit.
 *
 * <p>The passages cover the text except white space (and a dropped remnant), in order and without
 * overlap. A passage exceeds the limit of tokens only when a single grapheme cluster does, and
 * clusters are never split. Time is linear in the length of the text. Thread-safe.
 */
public final class Chunker {

  /** Characters per token that no tokeniser reaches on average; longer lines need no count. */
  private static final int LONGEST_TOKEN = 32;

  private static final int MOST_LANGUAGES = 512;

  private final ChunkSettings settings;
  private final TokenCounter counter;
  private final Map<String, BreakIterator> rulesByLanguage = new ConcurrentHashMap<>();

  public Chunker(ChunkSettings settings, TokenCounter counter) {
    this.settings = settings;
    this.counter = counter;
  }

  /** Cuts a text in an unknown language. */
  public List<Passage> chunk(String text) {
    return chunk(text, "");
  }

  /**
   * @param language ISO 639 code, or ""; affects sentence ends (abbreviations, the Greek question
   *     mark) and the count of tokens
   */
  public List<Passage> chunk(String text, String language) {
    return new Run(text, language).passages();
  }

  private BreakIterator sentenceRules(String language) {
    String known = isCode(language) && rulesByLanguage.size() < MOST_LANGUAGES ? language : "";
    // ss=standard: abbreviations that CLDR lists for the language do not end a sentence
    BreakIterator rules =
        rulesByLanguage.computeIfAbsent(
            known,
            code ->
                code.isEmpty()
                    ? BreakIterator.getSentenceInstance(Locale.ROOT)
                    : BreakIterator.getSentenceInstance(new ULocale(code + "@ss=standard")));
    return (BreakIterator) rules.clone();
  }

  private static boolean isCode(String language) {
    return language.length() >= 2
        && language.length() <= 3
        && language.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  /** Cuts one text. */
  private final class Run {

    private final String text;
    private final TokenCounter tokens;
    private final BreakIterator sentences;
    private final LongSentence longSentence;
    private final Packer packer;

    Run(String text, String language) {
      this.text = text;
      this.tokens = counter.forLanguage(language);
      this.sentences = sentenceRules(language);
      this.longSentence = new LongSentence(text, tokens, settings.maxTokens());
      this.packer = new Packer(text, tokens, settings, this::sentences);
    }

    List<Passage> passages() {
      boolean row = false;
      for (int at = 0; at < text.length(); ) {
        int lineEnd = at;
        while (lineEnd < text.length() && !Blanks.isLineEnd(text.charAt(lineEnd))) {
          lineEnd++;
        }
        int start = Blanks.skipLeading(text, at, lineEnd);
        int end = Blanks.skipTrailing(text, start, lineEnd);
        if (start < end) {
          line(start, end, row);
          row = TextLines.isRow(text, start);
        }
        at = lineEnd + 1;
      }
      return packer.finish();
    }

    private void line(int start, int end, boolean previousIsRow) {
      boolean introduces = TextLines.introduces(text, start, end, previousIsRow);
      if (end - start <= (long) settings.maxTokens() * LONGEST_TOKEN) {
        int count = tokens.count(text, start, end);
        if (count <= settings.maxTokens()) {
          packer.add(new Packer.Unit(start, end, count, introduces));
          return;
        }
      }
      eachSentence(start, end, this::sentence);
    }

    private void sentence(int start, int end) {
      if (end - start <= (long) settings.maxTokens() * LONGEST_TOKEN) {
        int count = tokens.count(text, start, end);
        if (count <= settings.maxTokens()) {
          packer.add(new Packer.Unit(start, end, count, false));
          return;
        }
      }
      longSentence.cut(
          start,
          end,
          (from, to) -> {
            int first = Blanks.skipLeading(text, from, to);
            int last = Blanks.skipTrailing(text, first, to);
            if (first < last) {
              int count = tokens.count(text, first, last);
              packer.add(new Packer.Unit(first, last, count, false));
            }
          });
    }

    private List<Packer.Unit> sentences(Packer.Unit unit) {
      List<Packer.Unit> units = new ArrayList<>();
      eachSentence(
          unit.start(),
          unit.end(),
          (from, to) -> units.add(new Packer.Unit(from, to, tokens.count(text, from, to), false)));
      return units;
    }

    private void eachSentence(int start, int end, LongSentence.Pieces pieces) {
      sentences.setText(text.substring(start, end));
      int from = start;
      sentences.first();
      for (int cut = sentences.next(); cut != BreakIterator.DONE; cut = sentences.next()) {
        int to = start + cut;
        if (to < end && Blanks.tears(text, to)) {
          continue;
        }
        int first = Blanks.skipLeading(text, from, to);
        int last = Blanks.skipTrailing(text, first, to);
        if (first < last) {
          pieces.add(first, last);
        }
        from = to;
      }
    }
  }
}
