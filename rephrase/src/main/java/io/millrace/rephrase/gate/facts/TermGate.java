package io.millrace.rephrase.gate.facts;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.text.Tokens;
import java.util.Set;
import java.util.SortedSet;

/**
 * Detects days, seasons, directions, relatives and similar terms that only the answer has, and
 * words replaced by their opposite. {@link TermLists} has lists for some languages.
 */
public final class TermGate implements Gate {

  private final GateSettings settings;

  public TermGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    TermLists lists = TermLists.of(texts.input().language());
    SortedSet<Integer> source = lists.in(texts.source());
    SortedSet<Integer> answer = lists.in(texts.answer());
    Tokens passage = texts.source();
    Set<String> numbers =
        Numbers.of(passage.text(), WebAddresses.of(passage.text())).found().keySet();
    int invented = 0;
    int opposites = 0;
    for (int term : answer) {
      int opposite = lists.opposite(term);
      if (opposite < 0) {
        invented += source.contains(term) || numbers.contains(lists.month(term)) ? 0 : 1;
      } else {
        boolean turned = source.contains(opposite) && !answer.contains(opposite);
        opposites += turned && !source.contains(term) ? 1 : 0;
      }
    }
    // 'did not agree' may replace 'refused'
    opposites = Math.max(0, opposites - Math.abs(NegationGate.difference(texts)));
    return new GateResult.Builder()
        .atMost("terms_invented", invented, settings.maxTermsInvented(), GateReason.TERMS_INVENTED)
        .atMost("opposites", opposites, settings.maxOpposites(), GateReason.OPPOSITE)
        .build();
  }
}
