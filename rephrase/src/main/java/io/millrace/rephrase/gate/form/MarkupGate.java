package io.millrace.rephrase.gate.form;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Detects HTML tags and script URLs that the passage does not have. (A passage about programming
 * may have some.)
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
