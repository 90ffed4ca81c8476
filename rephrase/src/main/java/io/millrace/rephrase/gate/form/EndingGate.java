package io.millrace.rephrase.gate.form;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateInput;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.generate.Completion.Finish;

/** Detects answers cut by the token limit, by a content filter, or in the middle of a sentence. */
public final class EndingGate implements Gate {

  private final GateSettings settings;

  public EndingGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    GateInput input = texts.input();
    boolean ends = endsSentence(input.answer());
    double cut = input.finish() == Finish.LENGTH ? 1 : 0;
    double filtered = input.finish() == Finish.CONTENT_FILTER ? 1 : 0;
    GateResult.Builder result =
        new GateResult.Builder()
            .atMost("truncated", cut, 0, GateReason.TRUNCATED)
            .atMost("filtered", filtered, 0, GateReason.FILTERED)
            .signal("sentence_end", ends ? 1 : 0);
    boolean demanded =
        settings.requireSentenceEnd()
            && input.style().prose()
            && endsSentence(input.source())
            && !input.answer().isBlank();
    return result.failIf(demanded && !ends, "sentence_end", 0, 1, GateReason.UNFINISHED).build();
  }

  /**
   * Whether a text ends with the end of a sentence, before quotes, brackets and marks of emphasis.
   */
  static boolean endsSentence(String text) {
    for (int i = text.length(); i > 0; ) {
      int c = text.codePointBefore(i);
      i -= Character.charCount(c);
      if (c == '…' || UCharacter.hasBinaryProperty(c, UProperty.S_TERM)) {
        return true;
      }
      if (!isClosing(c)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isClosing(int c) {
    if (c == '"' || c == '\'' || c == '*' || c == '_' || c == '`' || Character.isWhitespace(c)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.END_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.SPACE_SEPARATOR;
  }
}
