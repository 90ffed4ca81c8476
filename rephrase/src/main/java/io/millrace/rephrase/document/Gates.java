package io.millrace.rephrase.document;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateInput;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.LanguageGuesser;
import io.millrace.rephrase.gate.facts.CopyGate;
import io.millrace.rephrase.gate.facts.FactGate;
import io.millrace.rephrase.gate.facts.NameGate;
import io.millrace.rephrase.gate.facts.NameOrderGate;
import io.millrace.rephrase.gate.facts.NegationGate;
import io.millrace.rephrase.gate.facts.SentenceGate;
import io.millrace.rephrase.gate.facts.TermGate;
import io.millrace.rephrase.gate.form.EndingGate;
import io.millrace.rephrase.gate.form.LanguageGate;
import io.millrace.rephrase.gate.form.LeakGate;
import io.millrace.rephrase.gate.form.LengthGate;
import io.millrace.rephrase.gate.form.MarkupGate;
import io.millrace.rephrase.gate.form.PhraseGate;
import io.millrace.rephrase.gate.form.RepetitionGate;
import io.millrace.rephrase.gate.form.RequiredTextGate;
import io.millrace.rephrase.gate.form.ShapeGate;
import java.util.List;

/**
 * Runs all gates, even after one fails, so that thresholds can be changed later without new
 * answers. Immutable, and thread-safe if the language identifier is.
 *
 * <p>Time and memory are at most {@code n log n} in the length of the text, of which the first
 * {@link AnswerComparison#MOST_CHARACTERS} are checked. So answers of any size are safe.
 */
public final class Gates {

  private final List<Gate> gates;

  private Gates(List<Gate> gates) {
    this.gates = List.copyOf(gates);
  }

  public static Gates of(GateSettings settings, LanguageGuesser identifier) {
    return new Gates(
        List.of(
            new LengthGate(settings),
            new EndingGate(settings),
            new LanguageGate(settings, identifier),
            new RequiredTextGate(),
            new PhraseGate(),
            new LeakGate(settings),
            new MarkupGate(),
            new CopyGate(settings),
            new SentenceGate(settings),
            new FactGate(settings),
            new NameGate(settings),
            new NameOrderGate(settings),
            new TermGate(settings),
            new NegationGate(settings),
            new RepetitionGate(settings),
            new ShapeGate()));
  }

  /** Signals and failures of all gates. */
  public GateResult check(GateInput input) {
    AnswerComparison comparison = AnswerComparison.of(input);
    GateResult.Builder all = new GateResult.Builder();
    for (Gate gate : gates) {
      all.add(gate.check(comparison));
    }
    return all.build();
  }
}
