package io.millrace.connectors.ocr;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The text of an image.
 *
 * @param text accepted words, separated by spaces within a line and by line breaks between lines
 * @param words in the order of the text
 * @param confidence mean confidence in percent, weighted by the length of words; 0 without words
 * @param coverage share of the image that the words' boxes cover, 0..1; overlaps count once
 * @param language ISO 639 code when only one language pack was used, else ""
 * @param problem why nothing was read; "" when the image was read
 */
public record OcrResult(
    String text,
    List<Word> words,
    double confidence,
    double coverage,
    String language,
    String problem) {

  private static final double PERCENT = 100;

  /**
   * One word.
   *
   * @param left pixels from the left edge of the image
   * @param top pixels from the upper edge
   * @param confidence percent
   * @param endsLine whether the next word is in another line
   */
  public record Word(
      String text, int left, int top, int width, int height, double confidence, boolean endsLine) {

    Word endingLine() {
      return new Word(text, left, top, width, height, confidence, true);
    }
  }

  public OcrResult {
    words = List.copyOf(words);
  }

  static OcrResult of(List<Word> words, int width, int height, String language) {
    StringBuilder text = new StringBuilder();
    double sum = 0;
    long characters = 0;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      text.append(word.text());
      if (i + 1 < words.size()) {
        text.append(word.endsLine() ? '\n' : ' ');
      }
      int length = word.text().codePointCount(0, word.text().length());
      sum += word.confidence() * length;
      characters += length;
    }
    double confidence = characters == 0 ? 0 : sum / characters;
    return new OcrResult(
        text.toString(), words, confidence, coverage(words, width, height), language, "");
  }

  static OcrResult failed(String problem) {
    return new OcrResult("", List.of(), 0, 0, "", problem);
  }

  /** The text as a caption; empty without text. */
  public Optional<Caption> caption() {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Caption.of(CaptionKind.OCR, text)
                .withLanguage(language, language.isEmpty() ? 0 : confidence / PERCENT));
  }

  /** Share of the pixels in at least one box. */
  static double coverage(List<Word> words, int width, int height) {
    if (words.isEmpty() || width < 1 || height < 1) {
      return 0;
    }
    BitSet[] rows = new BitSet[height];
    for (Word word : words) {
      int left = Math.max(0, word.left());
      int right = Math.min(width, word.left() + word.width());
      int bottom = Math.min(height, word.top() + word.height());
      for (int y = Math.max(0, word.top()); y < bottom && left < right; y++) {
        if (rows[y] == null) {
          rows[y] = new BitSet(width);
        }
        rows[y].set(left, right);
      }
    }
    long covered = 0;
    for (BitSet row : rows) {
      covered += row == null ? 0 : row.cardinality();
    }
    return covered / ((double) width * height);
  }
}
