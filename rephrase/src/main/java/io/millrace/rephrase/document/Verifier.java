package io.millrace.rephrase.document;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.millrace.corpus.Hash128;
import io.millrace.rephrase.budget.CallOutcome;
import io.millrace.rephrase.budget.MeteredGenerator;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.prompt.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a model for each sentence of an answer whether the passage supports it: yes or no, with
 * greedy sampling. The calls use the cache and the budget like all others.
 */
final class Verifier {

  static final String SUPPORTED = "supported";
  private static final String SENTENCES = "supported_of";
  private static final int ANSWER_TOKENS = 6;

  private static final String RULES =
      "You check claims against a text. The claim is supported if the text says the same, also in"
          + " other words. It is not if any name, number, place, time or deed differs, or the text"
          + " does not say it. Answer with one word: yes or no.";
  private static final String QUESTION =
      "<text>\n%s\n</text>\n<claim>\n%s\n</claim>\nDoes the text support the claim? Answer yes or"
          + " no.";
  private static final String PROMPT = Hash128.of("verify\n" + RULES + QUESTION).toHex();

  private final VerifySettings settings;
  private final MeteredGenerator generator;

  Verifier(VerifySettings settings, MeteredGenerator generator) {
    this.settings = settings;
    this.generator = generator;
  }

  /** Adds the verdict of the model; a result that has failed does not change. */
  CompletableFuture<PassageResult> check(PassageResult result, String language, Style style) {
    if (!settings.isOn() || !result.passed()) {
      return CompletableFuture.completedFuture(result);
    }
    String text = result.text();
    if (style.appended() && text.startsWith(result.source())) {
      text = text.substring(result.source().length());
    }
    List<String> sentences =
        style.form() == Style.Form.QUESTIONS ? paragraphs(text) : sentences(text, language);
    if (sentences.size() > settings.maxSentences()) {
      return CompletableFuture.completedFuture(judged(result, sentences.size(), 0));
    }
    List<CompletableFuture<CallOutcome>> asked = new ArrayList<>();
    for (String sentence : sentences) {
      asked.add(generator.ask(PROMPT, request(result.source(), sentence)));
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            all -> verdict(result, asked.stream().map(CompletableFuture::join).toList()));
  }

  private GenerationRequest request(String source, String sentence) {
    return new GenerationRequest(
        settings.model(),
        List.of(
            new ChatMessage(ChatMessage.Role.SYSTEM, RULES),
            new ChatMessage(
                ChatMessage.Role.USER, String.format(Locale.ROOT, QUESTION, source, sentence))),
        new GenerationParameters(0, 1, ANSWER_TOKENS, 0, List.of()));
  }

  private PassageResult verdict(PassageResult result, List<CallOutcome> outcomes) {
    int supported = 0;
    PassageResult counted = result;
    for (CallOutcome outcome : outcomes) {
      if (outcome instanceof CallOutcome.Refused refused) {
        // an answer that cannot be verified is not used
        return counted.failing(AnswerCheck.reason(refused.reason()), refused.message());
      }
      CallOutcome.Answered answered = (CallOutcome.Answered) outcome;
      counted = counted.with(answered.completion(), answered.cached(), answered.picos());
      supported += isYes(answered.completion().text()) ? 1 : 0;
    }
    return judged(counted, outcomes.size(), supported);
  }

  /** Anything but a clear yes is a no. */
  private static boolean isYes(String answer) {
    String word = answer.strip().toLowerCase(Locale.ROOT);
    return word.startsWith("yes") && (word.length() == 3 || !Character.isLetter(word.charAt(3)));
  }

  private PassageResult judged(PassageResult result, int sentences, int supported) {
    double share = sentences == 0 ? 1 : supported / (double) sentences;
    TreeMap<String, Double> signals = new TreeMap<>(result.signals());
    signals.put(SENTENCES, (double) sentences);
    signals.put(SUPPORTED, share);
    PassageResult judged = result.withSignals(signals);
    if (share >= settings.minSupported()) {
      return judged;
    }
    return judged.failing(
        new GateResult.Failure(GateReason.UNSUPPORTED, SUPPORTED, share, settings.minSupported()));
  }

  /** Splits at empty lines: a question and its answer are one claim. */
  private static List<String> paragraphs(String text) {
    return Arrays.stream(text.strip().split("\\n\\s*\\n")).toList();
  }

  /** Sentences and lines that have a letter. */
  static List<String> sentences(String text, String language) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(new ULocale(language));
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      text.substring(start, end)
          .lines()
          .map(String::strip)
          .filter(line -> line.codePoints().anyMatch(Character::isLetter))
          .forEach(sentences::add);
    }
    return sentences;
  }
}
