package io.millrace.trainer.tokenizer;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.millrace.corpus.Utf8;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the tokens that a tokenizer needs for the texts of each language. Words are those of UAX
 * #29, with dictionaries for scripts without spaces; a segment without letter or digit is no word.
 * For one thread.
 */
public final class Fertility {

  /**
   * Counts of a language.
   *
   * @param documents texts
   * @param characters code points
   * @param bytes bytes in UTF-8
   */
  public record Row(long documents, long words, long characters, long bytes, long tokens) {

    static final Row NONE = new Row(0, 0, 0, 0, 0);

    /** Tokens per word; less is better. */
    public double tokensPerWord() {
      return words == 0 ? 0 : (double) tokens / words;
    }

    /** Bytes per token; more is better. Comparable between languages with different words. */
    public double bytesPerToken() {
      return tokens == 0 ? 0 : (double) bytes / tokens;
    }

    public Row plus(Row other) {
      return new Row(
          documents + other.documents,
          words + other.words,
          characters + other.characters,
          bytes + other.bytes,
          tokens + other.tokens);
    }
  }

  private final TextTokenizer tokenizer;
  private final BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);
  private final SortedMap<String, Row> rows = new TreeMap<>();

  public Fertility(TextTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Counts a text. */
  public void add(String language, String text) {
    rows.merge(
        language,
        new Row(
            1,
            words(text),
            text.codePointCount(0, text.length()),
            Utf8.length(text),
            tokenizer.encode(text).length),
        Row::plus);
  }

  private long words(String text) {
    words.setText(text);
    long count = 0;
    while (words.next() != BreakIterator.DONE) {
      count += words.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT ? 1 : 0;
    }
    return count;
  }

  /** Number of counted texts of a language. */
  public long documents(String language) {
    return rows.getOrDefault(language, Row.NONE).documents;
  }

  /** Counts by language. */
  public SortedMap<String, Row> rows() {
    return Collections.unmodifiableSortedMap(rows);
  }
}
