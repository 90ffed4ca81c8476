package io.millrace.rephrase.gate;

import io.millrace.rephrase.gate.CutWords.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The parts of a sentence that may be left out without making something else of the rest: what is
 * added after the main clause, its abbreviation in brackets, and adverbs that add weight. Found
 * without a parser, so there must be a sign that the main clause has ended: it begins with its
 * subject, and the first comma comes after its verb. Much that could go is kept.
 *
 * <p>A statement without an addition follows from that with it (monotonicity: van Benthem 1986;
 * MacCartney and Manning 2007).
 */
final class Parts {

  /** Longer sentences are none: also bounds the time. */
  private static final int MOST_WORDS = 120;

  /** Words from the beginning of the next sentence in which a pronoun may refer to this one. */
  private static final int NEAR = 3;

  private static final String UNTOUCHED = "\"“”„«»‹›‘?¿!¡:;/|*[]{}";

  private final CutText text;
  private final int sentence;
  private final int from;
  private final int to;
  private final List<Integer> starts;
  private final List<Cut> cuts = new ArrayList<>();

  /** What may be left out of a sentence, in UTF-16 offsets of the text. */
  record Cut(int from, int to) {}

  private Parts(CutText text, int sentence) {
    this.text = text;
    this.sentence = sentence;
    from = text.sentences().from(sentence);
    to = text.sentences().to(sentence);
    starts = text.starts(from, to);
  }

  /** What may be left out of each sentence; nothing in languages that are not listed. */
  static List<List<Cut>> of(Tokens tokens, Sentences sentences, String language) {
    List<List<Cut>> cuts = new ArrayList<>();
    CutWords words = CutWords.of(language).orElse(null);
    for (int sentence = 0; sentence < sentences.size(); sentence++) {
      int size = sentences.to(sentence) - sentences.from(sentence);
      cuts.add(
          words == null || size > MOST_WORDS
              ? List.of()
              : new Parts(new CutText(tokens, sentences, words, language), sentence).find());
    }
    return cuts;
  }

  private List<Cut> find() {
    if (isUntouched()) {
      return List.of();
    }
    for (int part = 0; part < starts.size(); part++) {
      addAbbreviation(starts.get(part), end(part));
      addAdverbs(starts.get(part), end(part));
    }
    // However, the mill ...
    boolean intro = starts.size() > 2 && starts.get(1) == from + 1 && text.is(Kind.INTRO, from);
    List<Integer> clause = intro ? starts.subList(1, starts.size()) : starts;
    if (clause.size() > 1 && new Addition(text, clause, to).isOne() && !isNeeded(clause.get(1))) {
      add(clause.get(1), to);
    }
    return cuts;
  }

  private int end(int part) {
    return part + 1 < starts.size() ? starts.get(part + 1) : to;
  }

  /** From the end of the word before, with what stands between. */
  private void add(int first, int end) {
    cuts.add(new Cut(text.tokens().end(first - 1), text.tokens().end(end - 1)));
  }

  /** Quotations are not cut, nor questions, nor what a colon announces. */
  private boolean isUntouched() {
    Tokens tokens = text.tokens();
    int start = from == 0 ? 0 : tokens.end(from - 1);
    int end = to == tokens.size() ? tokens.text().length() : tokens.start(to);
    return tokens.text().substring(start, end).chars().anyMatch(c -> UNTOUCHED.indexOf(c) >= 0);
  }

  /** The abbreviation of what stands before, if nothing else in the text uses it. */
  private void addAbbreviation(int first, int end) {
    if (first > from && end - first == 1 && text.gap(first).equals("(")) {
      Tokens tokens = text.tokens();
      int close = tokens.end(first);
      boolean alone = IntStream.range(0, tokens.size()).filter(i -> same(i, first)).count() == 1;
      boolean spaced = tokens.text().charAt(tokens.end(first - 1)) == ' ';
      boolean closed = close < tokens.text().length() && tokens.text().charAt(close) == ')';
      if (alone && spaced && closed && text.isAbbreviation(first)) {
        cuts.add(new Cut(tokens.end(first - 1), close + 1));
      }
    }
  }

  private boolean same(int i, int j) {
    return text.tokens().hash(i) == text.tokens().hash(j);
  }

  private void addAdverbs(int first, int end) {
    if (text.hasScope(first, end)) {
      return;
    }
    for (int i = first + 1; i + 1 < end; i++) {
      boolean plain = text.gap(i).isEmpty() && text.gap(i + 1).isEmpty();
      if (plain && text.is(Kind.ADVERB, i) && !text.isConjunction(i + 1)) {
        add(i, i + 1);
      }
    }
  }

  /** Whether the next sentence speaks of what would go. */
  private boolean isNeeded(int first) {
    return isReferred() || isNamedNext(first);
  }

  /** Whether the next sentence may speak of what the end of this one names. */
  private boolean isReferred() {
    return isNext(1, i -> text.dropsSubjects() && !text.isFunction(i))
        || isNext(NEAR, i -> text.isPronoun(i) && !text.is(Kind.DEFINITE, i));
  }

  /** Whether the next sentence begins with a word that would go: <em>The group ...</em>. */
  private boolean isNamedNext(int first) {
    return isNext(
        NEAR, i -> !text.isFunction(i) && IntStream.range(first, to).anyMatch(w -> same(w, i)));
  }

  /** Whether one of the first words of the next sentence, if there is one, is such a word. */
  private boolean isNext(int words, IntPredicate such) {
    if (sentence + 1 == text.sentences().size()) {
      return false;
    }
    int next = text.sentences().from(sentence + 1);
    int near = Math.min(text.sentences().to(sentence + 1), next + words);
    return IntStream.range(next, near).anyMatch(such);
  }
}
