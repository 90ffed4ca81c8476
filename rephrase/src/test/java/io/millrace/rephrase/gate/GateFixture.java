package io.millrace.rephrase.gate;

import io.millrace.rephrase.document.Gates;
import io.millrace.rephrase.generate.Completion.Finish;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Inputs that pass all gates apart from the change of a test. */
public final class GateFixture {

  public static final String SOURCE =
      "The bridge over the Aire was built in 1887 by Thomas Harding and was 312 m long. It was"
          + " closed in 2009 because the steel had rusted, and a new one was opened in 2015.";

  public static final String GOOD =
      "Thomas Harding built a bridge across the Aire in 1887; its length was 312 m. Rusting steel"
          + " forced its closure in 2009, but since 2015 there has been a new bridge.";

  public static final LanguageGuesser ENGLISH = text -> new LanguageGuesser.Guess("en", .99);

  private GateFixture() {}

  public static StyleFacts style(AnswerKind kind) {
    return new StyleFacts(kind, "", List.of(), true, true);
  }

  public static GateInput rewrite(String source, String answer, String language) {
    return new GateInput(source, answer, answer, Finish.STOP, language, style(AnswerKind.REWRITE));
  }

  public static GateResult check(GateInput input) {
    return check(input, GateSettings.defaults());
  }

  public static GateResult check(GateInput input, GateSettings settings) {
    LanguageGuesser expected = text -> new LanguageGuesser.Guess(input.language(), .99);
    return Gates.of(settings, expected).check(input);
  }

  public static GateResult check(String source, String answer) {
    return check(rewrite(source, answer, "en"));
  }

  public static Set<GateReason> reasons(GateResult result) {
    Set<GateReason> reasons = new TreeSet<>();
    result.failures().forEach(failure -> reasons.add(failure.reason()));
    return reasons;
  }
}
