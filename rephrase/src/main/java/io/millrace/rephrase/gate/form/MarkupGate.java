package io.millrace.rephrase.gate.form;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Does the answer bring HTML tags or script addresses of its own? What the passage has too, as a
 * text about programming may, is no invention.
 */
public final class MarkupGate implements Gate {

  @Override
  public GateResult check(AnswerComparison texts) {
    SortedSet<String> answer =
        new TreeSet<>(MarkupTags.of(AnswerComparison.prepared(texts.input().answer())));
    if (!answer.isEmpty()) {
      answer.removeAll(MarkupTags.of(AnswerComparison.prepared(texts.input().source())));
    }
    return new GateResult.Builder()
        .atMost("markup_invented", answer.size(), 0, GateReason.MARKUP_INVENTED)
        .build();
  }
}
