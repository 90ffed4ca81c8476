package io.millrace.rephrase.gate.form;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.KindLimits;

/** Detects answers that are empty, too short or too long for the passage and the style. */
public final class LengthGate implements Gate {

  private final GateSettings settings;

  public LengthGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    KindLimits limits = settings.limits(texts.input().style().kind());
    int length = texts.answerLength();
    double ratio = length / (double) Math.max(1, texts.sourceLength());
    double words = texts.answer().size() / (double) Math.max(1, texts.source().size());
    GateResult.Builder result = new GateResult.Builder().signal("word_ratio", words);
    if (texts.input().answer().isBlank()) {
      return result
          .signal("length_ratio", ratio)
          .atLeast("answer_characters", 0, settings.minCharacters(), GateReason.EMPTY)
          .build();
    }
    return result
        .atLeast("answer_characters", length, settings.minCharacters(), GateReason.TOO_SHORT)
        .atMost("answer_characters", length, settings.maxCharacters(), GateReason.TOO_LONG)
        .atLeast("length_ratio", ratio, limits.minLengthRatio(), GateReason.TOO_SHORT)
        .atMost("length_ratio", ratio, limits.maxLengthRatio(), GateReason.TOO_LONG)
        .build();
  }
}
