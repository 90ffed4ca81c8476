package io.millrace.app.rephrase;

import io.millrace.app.cli.Messages;
import io.millrace.app.rephrase.RephraseTrials.Trial;
import io.millrace.rephrase.document.PassageResult;
import io.millrace.rephrase.gate.GateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Formats answers and their gate results as text. */
final class RephraseView {

  /** Reasons why no model was asked. */
  private static final List<String> NOT_ASKED = List.of("passage_too_short", "over_max_passages");

  private RephraseView() {}

  /** The passages of a trial that a model was asked about. */
  static Stream<PassageResult> answers(Trial trial) {
    return trial.result().passages().stream()
        .filter(passage -> !NOT_ASKED.contains(passage.reason()));
  }

  /** Describes the passages of a trial that no model was asked about; "" when there are none. */
  static String leftOut(Trial trial) {
    List<String> said = new ArrayList<>();
    if (trial.result().passages().isEmpty()) {
      said.add(trial.result().outcome().description());
    }
    for (String reason : NOT_ASKED) {
      long count =
          trial.result().passages().stream()
              .filter(passage -> passage.reason().equals(reason))
              .count();
      if (count > 0) {
        said.add(
            Messages.count(count, "passage")
                + switch (reason) {
                  case "passage_too_short" -> " too short for the style";
                  default -> " more than --passages allows";
                });
      }
    }
    return said.isEmpty()
        ? ""
        : trial.text().name() + ", " + trial.style() + ": " + String.join("; ", said);
  }

  /** Why a passage has no answer or an unreadable one; else "". */
  static String problem(PassageResult passage) {
    boolean bySignal = !passage.limits().isEmpty() && passage.detail().startsWith(first(passage));
    return bySignal ? "" : passage.detail().isEmpty() ? words(passage) : passage.detail();
  }

  private static String first(PassageResult passage) {
    return passage.limits().get(0).signal() + " is ";
  }

  private static String words(PassageResult passage) {
    return passage.answered() ? "" : passage.reason().replace('_', ' ');
  }

  /** Reasons that come from no threshold of a gate. */
  static List<String> otherReasons(PassageResult passage) {
    List<String> byGates =
        passage.limits().stream().map(limit -> limit.reason().key()).distinct().toList();
    return passage.failures().stream().filter(reason -> !byGates.contains(reason)).toList();
  }

  /** One line about a threshold that an answer breaks. */
  static String line(GateResult.Failure limit) {
    return Messages.of(
        "%s: %s (%s %s, limit %s)",
        limit.reason().key(),
        limit.reason().description(),
        limit.signal(),
        number(limit.value()),
        number(limit.threshold()));
  }

  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }
}
