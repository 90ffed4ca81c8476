package io.millrace.rephrase.document;

import io.millrace.corpus.Document;
import io.millrace.rephrase.budget.CallOutcome;
import io.millrace.rephrase.chunk.Passage;
import io.millrace.rephrase.chunk.TokenCounter;
import io.millrace.rephrase.gate.GateInput;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.StyleFacts;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.GenerationException;
import io.millrace.rephrase.prompt.Answer;
import io.millrace.rephrase.prompt.AnswerShape;
import io.millrace.rephrase.prompt.Prompt;
import io.millrace.rephrase.prompt.QuestionSample;
import io.millrace.rephrase.prompt.Style;
import io.millrace.rephrase.prompt.StyleLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads an answer in the shape of the style and checks it by the limits of the style and all gates.
 */
final class AnswerCheck {

  static final String PASSAGE_TOO_SHORT = "passage_too_short";
  static final String OVER_MAX_PASSAGES = "over_max_passages";
  static final String ANSWER_TOO_SHORT = "answer_too_short";
  static final String ANSWER_TOO_LONG = "answer_too_long";
  static final String BUDGET = reason(GenerationException.Kind.BUDGET);
  static final String OUT_OF_TIME = reason(GenerationException.Kind.OUT_OF_TIME);
  static final String UNAVAILABLE = reason(GenerationException.Kind.UNAVAILABLE);

  private final Gates gates;
  private final TokenCounter tokens;

  AnswerCheck(Gates gates, TokenCounter tokens) {
    this.gates = gates;
    this.tokens = tokens;
  }

  /** Failure of a passage whose call has no answer. */
  static String reason(GenerationException.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  PassageResult check(
      Document document, Passage passage, Prompt prompt, CallOutcome.Answered outcome) {
    Completion completion = outcome.completion();
    Answer answer = prompt.shape().read(completion.text());
    String text = text(answer, completion);
    GateResult gated = gates.check(input(document, passage, prompt, completion, answer, text));
    List<String> failures = new ArrayList<>();
    gated.failures().stream()
        // a refusal fails several gates; REFUSAL is the best reason
        .sorted(Comparator.comparing(failure -> failure.reason() != GateReason.REFUSAL))
        .map(failure -> failure.reason().key())
        .forEach(failures::add);
    StyleLimits limits = prompt.style().limits();
    if (completion.completionTokens() > limits.keptMax()) {
      failures.add(ANSWER_TOO_LONG);
    }
    if (tokens.forLanguage(document.language()).count(text) < limits.keptMin()) {
      failures.add(ANSWER_TOO_SHORT);
    }
    return new PassageResult(
        passage.number(),
        passage.text(),
        completion.text(),
        failures.isEmpty() ? emitted(document, passage, prompt, (Answer.Read) answer) : "",
        true,
        outcome.cached(),
        failures.stream().distinct().toList(),
        detail(answer, gated),
        gated.failures(),
        gated.signals(),
        1,
        completion.promptTokens(),
        completion.completionTokens(),
        outcome.picos());
  }

  private static String text(Answer answer, Completion completion) {
    return answer instanceof Answer.Read read ? read.text() : completion.text().strip();
  }

  private static GateInput input(
      Document document,
      Passage passage,
      Prompt prompt,
      Completion completion,
      Answer answer,
      String text) {
    return new GateInput(
        passage.text(),
        completion.text(),
        text,
        completion.finish(),
        document.language(),
        new StyleFacts(
            prompt.style().kind(),
            instruction(prompt),
            missing(answer, prompt.shape()),
            prompt.style().form() == Style.Form.PROSE,
            answer instanceof Answer.Read));
  }

  /** The prompt without a passage. */
  private static String instruction(Prompt prompt) {
    return prompt.render("", "").stream().map(ChatMessage::text).collect(Collectors.joining("\n"));
  }

  /** Required texts that the reader did not find; it is more lenient than a comparison of texts. */
  private static List<String> missing(Answer answer, AnswerShape shape) {
    if (answer instanceof Answer.Malformed malformed) {
      return switch (malformed.reason()) {
        case NO_TAGS -> List.of("<" + shape.tag() + ">", "</" + shape.tag() + ">");
        case NO_PREAMBLE -> List.of(shape.preamble());
        default -> List.of();
      };
    }
    return List.of();
  }

  private static String detail(Answer answer, GateResult gated) {
    if (answer instanceof Answer.Malformed malformed) {
      return malformed.reason().name().toLowerCase(Locale.ROOT).replace('_', '-')
          + ": "
          + malformed.detail();
    }
    if (gated.passed()) {
      return "";
    }
    GateResult.Failure first = gated.failures().get(0);
    return first.signal() + " is " + first.value() + ", limit " + first.threshold();
  }

  private static String emitted(
      Document document, Passage passage, Prompt prompt, Answer.Read read) {
    if (!prompt.style().appended()) {
      return read.text();
    }
    String added = read.text();
    if (prompt.style().form() == Style.Form.QUESTIONS) {
      added =
          QuestionSample.text(
              QuestionSample.of(read.pairs(), document.id(), passage.number(), passage.tokens()),
              prompt);
    }
    return passage.text() + "\n\n" + added;
  }
}
