package io.millrace.rephrase.gate;

import com.ibm.icu.text.Normalizer2;
import io.millrace.rephrase.gate.text.Tokens;

/**
 * A passage and an answer, prepared once for all gates: in composed Unicode form, cut to a maximum
 * length, and divided into tokens.
 */
public final class AnswerComparison {

  /** Most code points of a text that gates check; the rest counts only for the length. */
  public static final int MOST_CHARACTERS = 100_000;

  /** Limit of Unicode's stream-safe format: with longer runs of marks, composing is quadratic. */
  private static final int MOST_MARKS = 30;

  private final GateInput input;
  private final Tokens source;
  private final Tokens answer;
  private final int sourceLength;
  private final int answerLength;

  private AnswerComparison(GateInput input) {
    this.input = input;
    this.source = Tokens.of(prepared(input.source()));
    this.answer = Tokens.of(prepared(input.answer()));
    this.sourceLength = input.source().codePointCount(0, input.source().length());
    this.answerLength = input.answer().codePointCount(0, input.answer().length());
  }

  public static AnswerComparison of(GateInput input) {
    return new AnswerComparison(input);
  }

  public GateInput input() {
    return input;
  }

  public Tokens source() {
    return source;
  }

  public Tokens answer() {
    return answer;
  }

  /** Code points of the whole passage. */
  public int sourceLength() {
    return sourceLength;
  }

  /** Code points of the whole answer. */
  public int answerLength() {
    return answerLength;
  }

  /** A text cut to {@link #MOST_CHARACTERS} and composed. */
  public static String prepared(String text) {
    String cut = text;
    if (text.length() > MOST_CHARACTERS) {
      int points = text.codePointCount(0, text.length());
      cut = text.substring(0, text.offsetByCodePoints(0, Math.min(points, MOST_CHARACTERS)));
    }
    return hasLongMarks(cut) ? cut : Normalizer2.getNFCInstance().normalize(cut);
  }

  private static boolean hasLongMarks(String text) {
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      marks = c >= 0x300 && isMark(c) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
