package io.millrace.rephrase.gate.facts;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.AnswerKind;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.KindLimits;
import io.millrace.rephrase.gate.text.Sentences;
import io.millrace.rephrase.gate.text.Tokens;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * Checks that each sentence of the answer is based on the passage, and that each sentence of the
 * passage is present in the answer. Compares the share of a sentence's longer words, including
 * numbers, that the other text has, without endings. The weakest sentence counts, because in a mean
 * over the text, such as {@code word_overlap}, one invented sentence does not show. Questions are
 * checked only when the style rewrites. A number must share a sentence with one of the words that
 * accompany it in the passage.
 */
public final class SentenceGate implements Gate {

  /** Fewest longer words of a sentence that is checked. */
  private static final int FEWEST = 3;

  private static final int FEWEST_UNSPACED = 10;
  private static final int LONG_WORD = 4;

  private final GateSettings settings;

  public SentenceGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    KindLimits limits = settings.limits(texts.input().style().kind());
    boolean questions = texts.input().style().kind() == AnswerKind.REWRITE;
    double footing = weakest(texts.answer(), texts.source(), questions);
    double trace = weakest(texts.source(), texts.answer(), true);
    int adrift = adrift(texts.source(), texts.answer());
    return new GateResult.Builder()
        .atLeast(
            "sentence_overlap", footing, limits.minSentenceOverlap(), GateReason.SENTENCE_INVENTED)
        .atMost("numbers_adrift", adrift, settings.maxNumbersAdrift(), GateReason.NUMBERS_SWAPPED)
        .atLeast("sentence_recall", trace, limits.minSentenceRecall(), GateReason.SENTENCE_LOST)
        .build();
  }

  /**
   * The smallest share over the sentences of words that the other text has; 1 without sentences.
   */
  private static double weakest(Tokens text, Tokens other, boolean questions) {
    LongOpenHashSet there = new LongOpenHashSet(other.size());
    for (int i = 0; i < other.size(); i++) {
      there.add(other.prefix(i));
    }
    Sentences sentences = Sentences.of(text);
    int fewest = text.isUnspaced() ? FEWEST_UNSPACED : FEWEST;
    double weakest = 1;
    for (int sentence = 0; sentence < sentences.size(); sentence++) {
      int all = 0;
      int found = 0;
      for (int i = sentences.from(sentence); i < sentences.to(sentence); i++) {
        if (counts(text, i)) {
          all++;
          found += there.contains(text.prefix(i)) ? 1 : 0;
        }
      }
      if (all >= fewest && (questions || !isQuestion(text, sentences.to(sentence)))) {
        weakest = Math.min(weakest, found / (double) all);
      }
    }
    return weakest;
  }

  /**
   * Number of values of two digits or more whose sentence shares no longer word with the sentences
   * of the passage that have the value.
   */
  private static int adrift(Tokens source, Tokens answer) {
    Sentences there = Sentences.of(source);
    Long2ObjectOpenHashMap<LongOpenHashSet> company = new Long2ObjectOpenHashMap<>();
    for (int sentence = 0; sentence < there.size(); sentence++) {
      LongOpenHashSet words = words(source, there, sentence);
      for (int i = there.from(sentence); i < there.to(sentence); i++) {
        if (isNumber(source, i)) {
          company.computeIfAbsent(source.hash(i), n -> new LongOpenHashSet()).addAll(words);
        }
      }
    }
    Sentences here = Sentences.of(answer);
    int adrift = 0;
    for (int sentence = 0; sentence < here.size(); sentence++) {
      LongOpenHashSet words = words(answer, here, sentence);
      for (int i = here.from(sentence); i < here.to(sentence); i++) {
        LongOpenHashSet known = isNumber(answer, i) ? company.get(answer.hash(i)) : null;
        if (known != null && words.size() >= FEWEST && !known.isEmpty()) {
          adrift += words.longStream().anyMatch(known::contains) ? 0 : 1;
        }
      }
    }
    return adrift;
  }

  /** The longer words of a sentence without numbers. */
  private static LongOpenHashSet words(Tokens text, Sentences sentences, int sentence) {
    LongOpenHashSet words = new LongOpenHashSet();
    for (int i = sentences.from(sentence); i < sentences.to(sentence); i++) {
      if (counts(text, i) && !Numbers.isDigit(text.text().codePointAt(text.start(i)))) {
        words.add(text.prefix(i));
      }
    }
    return words;
  }

  private static boolean isNumber(Tokens text, int i) {
    return text.end(i) - text.start(i) > 1
        && Numbers.isDigit(text.text().codePointAt(text.start(i)))
        && Numbers.isDigit(text.text().codePointBefore(text.end(i)));
  }

  private static boolean isQuestion(Tokens text, int to) {
    int next = to < text.size() ? text.start(to) : text.text().length();
    int mark = text.text().indexOf('?', text.end(to - 1));
    return mark >= 0 && mark < next;
  }

  private static boolean counts(Tokens text, int i) {
    int first = text.text().codePointAt(text.start(i));
    return text.end(i) - text.start(i) >= LONG_WORD
        || Tokens.isUnspaced(first)
        || Numbers.isDigit(first);
  }
}
