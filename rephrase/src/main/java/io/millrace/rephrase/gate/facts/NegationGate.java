package io.millrace.rephrase.gate.facts;

import io.millrace.corpus.ResourceLines;
import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.KindLimits;
import io.millrace.rephrase.gate.text.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares the number of negations of passage and answer. Counts negating words, from lists for
 * some languages. Words that imply a negation (<em>lack</em>, <em>refuse</em>, <em>closed</em>;
 * lists of prefixes) compensate for a difference. Two negating words close together are one
 * negation, because Romance languages double them; phrases that do not negate (<em>not only</em>)
 * do not count.
 */
public final class NegationGate implements Gate {

  private static final int LONGEST_WORD = 40;

  /** Two negating words less than this many words apart are one negation. */
  private static final int CLOSE = 4;

  private static final SortedMap<String, List<Tokens>> NEGATIONS =
      tokens(read("negations.tsv", " "));
  private static final SortedMap<String, List<Tokens>> PHRASES =
      tokens(read("no-negations.tsv", ","));
  private static final SortedMap<String, List<String>> BEGINNINGS =
      read("implicit-negations.tsv", " ");

  private final GateSettings settings;

  public NegationGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    int difference = difference(texts);
    List<String> beginnings = BEGINNINGS.getOrDefault(texts.input().language(), List.of());
    int implicit =
        countBeginnings(beginnings, texts.answer()) - countBeginnings(beginnings, texts.source());
    int added = Math.max(0, difference - Math.max(0, -implicit));
    int lost = Math.max(0, -difference - Math.max(0, implicit));
    int change = added - lost;
    KindLimits limits = settings.limits(texts.input().style().kind());
    int most = limits.maxNegationChange();
    return new GateResult.Builder()
        .signal("negation_change", change)
        .failIf(
            Math.abs(change) > most, "negation_change", change, most, GateReason.NEGATION_CHANGED)
        .build();
  }

  /** Negations of the answer minus those of the passage. */
  static int difference(AnswerComparison texts) {
    String language = texts.input().language();
    List<Tokens> negations = NEGATIONS.getOrDefault(language, List.of());
    List<Tokens> phrases = PHRASES.getOrDefault(language, List.of());
    return count(negations, phrases, texts.answer()) - count(negations, phrases, texts.source());
  }

  private static int count(List<Tokens> words, List<Tokens> phrases, Tokens text) {
    int count = 0;
    int last = -CLOSE;
    for (int i = 0; i < text.size(); i++) {
      int at = i;
      Optional<Tokens> phrase = phrases.stream().filter(each -> each.isAt(text, at)).findFirst();
      if (phrase.isPresent()) {
        i += phrase.get().size() - 1;
      } else if (words.stream().anyMatch(word -> word.isAt(text, at))) {
        count += i - last < CLOSE ? 0 : 1;
        last = i;
      }
    }
    return count;
  }

  private static int countBeginnings(List<String> beginnings, Tokens text) {
    int count = 0;
    for (int i = 0; i < text.size() && !beginnings.isEmpty(); i++) {
      if (text.end(i) - text.start(i) < LONGEST_WORD) {
        String word = text.word(i).toLowerCase(Locale.ROOT);
        count += beginnings.stream().anyMatch(word::startsWith) ? 1 : 0;
      }
    }
    return count;
  }

  private static SortedMap<String, List<Tokens>> tokens(SortedMap<String, List<String>> lists) {
    SortedMap<String, List<Tokens>> tokens = new TreeMap<>();
    lists.forEach(
        (language, words) -> tokens.put(language, words.stream().map(Tokens::of).toList()));
    return tokens;
  }

  /** Reads lines of a language, a tab, and words with a separator. */
  private static SortedMap<String, List<String>> read(String name, String separator) {
    SortedMap<String, List<String>> words = new TreeMap<>();
    for (String line : ResourceLines.of(NegationGate.class, name)) {
      String[] fields = line.split("\t", 2);
      words.put(fields[0], List.of(fields[1].split(separator)));
    }
    return words;
  }
}
