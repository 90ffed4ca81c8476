package io.millrace.rephrase.gate.form;

import com.ibm.icu.lang.UScript;
import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.LanguageGuesser;
import java.util.List;

/** Checks that the answer has the language and the script of the passage. */
public final class LanguageGate implements Gate {

  private final GateSettings settings;
  private final LanguageGuesser identifier;

  public LanguageGate(GateSettings settings, LanguageGuesser identifier) {
    this.settings = settings;
    this.identifier = identifier;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    int[] source = letters(texts.source().text());
    int[] answer = letters(texts.answer().text());
    int main = main(source);
    double kept = share(answer, main);
    double loss = Math.max(0, share(source, main) - kept);
    GateResult.Builder result =
        new GateResult.Builder()
            .signal("script_share", kept)
            .atMost("script_loss", loss, settings.maxScriptLoss(), GateReason.OTHER_SCRIPT);
    LanguageGuesser.Guess guess = identifier.identify(texts.answer().text());
    String expected = texts.input().language();
    boolean same = guess.language().equals(expected) || close(expected, guess.language());
    double score = same ? guess.score() : 0;
    result.signal("language_same", same ? 1 : 0).signal("language_score", score);
    boolean believed =
        identifier != LanguageGuesser.NONE && sum(answer) >= settings.minLanguageLetters();
    double least = settings.minLanguageScore();
    return result
        .failIf(
            believed && (!same || score < least),
            "language_score",
            score,
            least,
            GateReason.OTHER_LANGUAGE)
        .build();
  }

  private boolean close(String expected, String found) {
    return List.of(settings.closeLanguages().getOrDefault(expected, "").split(" ")).contains(found)
        && !found.isEmpty();
  }

  /** Number of letters by script; the scripts of Japanese count as Han. */
  private static int[] letters(String text) {
    int[] counts = new int[UScript.CODE_LIMIT];
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetter(c)) {
        int script = UScript.getScript(c);
        if (script == UScript.HIRAGANA || script == UScript.KATAKANA) {
          script = UScript.HAN;
        }
        if (script > UScript.INHERITED && script < counts.length) {
          counts[script]++;
        }
      }
    }
    return counts;
  }

  private static int main(int[] counts) {
    int main = 0;
    for (int i = 1; i < counts.length; i++) {
      if (counts[i] > counts[main]) {
        main = i;
      }
    }
    return main;
  }

  private static double share(int[] counts, int script) {
    int all = sum(counts);
    return all == 0 ? 1 : counts[script] / (double) all;
  }

  private static int sum(int[] counts) {
    int all = 0;
    for (int count : counts) {
      all += count;
    }
    return all;
  }
}
