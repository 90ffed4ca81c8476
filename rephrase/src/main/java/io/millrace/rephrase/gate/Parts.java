package io.millrace.rephrase.gate;

import io.millrace.rephrase.gate.CutWords.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parts of a sentence that may be left out without making something else of the rest: what
 * stands in brackets, between two marks, or after the last mark, if its first word says that it is
 * an addition. Found without a parser, so much that could go is kept: what is left out must be an
 * addition, what stays need not be everything that matters.
 */
final class Parts {

  /** Sentences with more parts are lists, in which a comma says little. */
  private static final int MOST_PARTS = 7;

  /** Words that must be left of the sentence before a part that ends it. */
  private static final int LEAST_REST = 4;

  /** Words that must be left of a part before its end goes. */
  private static final int LEAST_TAIL = 3;

  /** Words after the beginning of the next sentence in which a pronoun may refer to this one. */
  private static final int NEAR = 3;

  private final Tokens text;
  private final Sentences sentences;
  private final CutWords words;
  private final WordLists lists;
  private final String language;

  /** What may be left out of a sentence, in UTF-16 offsets of the text. */
  record Cut(int from, int to) {}

  private Parts(Tokens text, Sentences sentences, CutWords words, String language) {
    this.text = text;
    this.sentences = sentences;
    this.words = words;
    this.lists = WordLists.of(language);
    this.language = language;
  }

  /** What may be left out of each sentence; none in languages that are not listed. */
  static List<List<Cut>> of(Tokens text, Sentences sentences, String language) {
    List<List<Cut>> cuts = new ArrayList<>();
    for (int sentence = 0; sentence < sentences.size(); sentence++) {
      int at = sentence;
      cuts.add(
          CutWords.of(language)
              .map(words -> new Parts(text, sentences, words, language).cuts(at))
              .orElse(List.of()));
    }
    return cuts;
  }

  private List<Cut> cuts(int sentence) {
    int from = sentences.from(sentence);
    int to = sentences.to(sentence);
    List<Cut> cuts = new ArrayList<>();
    if (isQuoted(from, to)) {
      return cuts;
    }
    List<Integer> starts = starts(from, to);
    if (starts.size() > MOST_PARTS) {
      return cuts;
    }
    for (int part = 1; part < starts.size(); part++) {
      int first = starts.get(part);
      int end = part + 1 < starts.size() ? starts.get(part + 1) : to;
      if (gap(first).equals("(")) {
        addBrackets(cuts, first, end);
      } else if (end < to && isAside(starts, part, to)) {
        addAside(cuts, first, end);
      }
      if (isEnd(starts, part, sentence)) {
        cuts.add(new Cut(text.end(first - 1), text.end(to - 1)));
      }
    }
    addTails(cuts, starts, sentence);
    addWords(cuts, starts, to);
    return cuts;
  }

  /** First words of the parts: the sentence's, and each after a mark. */
  private List<Integer> starts(int from, int to) {
    List<Integer> starts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (i == from || Marks.between(text, i - 1, i) > 0) {
        starts.add(i);
      }
    }
    return starts;
  }

  /** What is between a word and the one before, without spaces. */
  private String gap(int word) {
    return text.text().substring(text.end(word - 1), text.start(word)).strip();
  }

  private String word(int i) {
    return text.word(i).toLowerCase(Locale.ROOT);
  }

  private boolean is(Kind kind, int i) {
    return words.is(kind, word(i));
  }

  /** Quotations are not cut, nor questions, nor what a colon announces. */
  private boolean isQuoted(int from, int to) {
    int start = from == 0 ? 0 : text.end(from - 1);
    int end = to == text.size() ? text.text().length() : text.start(to);
    return text.text()
        .substring(start, end)
        .chars()
        .anyMatch(c -> "\"“”„«»‹›‘?¿!¡:;/|*[]{}".indexOf(c) >= 0);
  }

  private void addBrackets(List<Cut> cuts, int first, int end) {
    int close = text.text().indexOf(')', text.end(end - 1));
    boolean here = close >= 0 && close < (end == text.size() ? text.text().length() : text.start(end));
    if (here && !isBound(first, end)) {
      cuts.add(new Cut(text.end(first - 1), close + 1));
    }
  }

  private void addAside(List<Cut> cuts, int first, int end) {
    String mark = gap(first);
    if (mark.length() == 1 && mark.equals(gap(end)) && !isBound(first, end)) {
      int close = text.text().indexOf(mark, text.end(end - 1));
      cuts.add(new Cut(text.end(first - 1), close + 1));
    }
  }

  /** Whether the part between two marks adds something to what stands before it. */
  private boolean isAside(List<Integer> starts, int part, int to) {
    int first = starts.get(part);
    int next = starts.get(part + 1);
    boolean alone = starts.size() == 3;
    boolean last = part == 1 && starts.size() == 4 && isAddition(starts.get(3));
    if (!(alone || last) || is(Kind.JOIN, next) || is(Kind.CONTRAST, next)) {
      return false;
    }
    for (int i = starts.get(0); i < first; i++) {
      if (lists.isCondition(lists.group(word(i))) || is(Kind.WHEN, i)) {
        return false;
      }
    }
    if (isRelative(first)) {
      return true;
    }
    boolean modifies =
        is(Kind.PARTICIPLE, first)
            || is(Kind.ASIDE, first)
            || is(Kind.PREPOSITION, first)
            || is(Kind.ARTICLE, first);
    return modifies && is(Kind.OPENING, starts.get(0));
  }

  private boolean isAddition(int i) {
    return is(Kind.JOIN, i) || is(Kind.CONTRAST, i) || is(Kind.REASON, i);
  }

  /** In German a relative clause has a comma also where it says which one is meant. */
  private boolean isRelative(int first) {
    if (!is(Kind.RELATIVE, first)) {
      return false;
    }
    if (!language.equals("de")) {
      return true;
    }
    int from = sentences.from(sentence(first));
    for (int i = Math.max(from + 1, first - NEAR); i < first; i++) {
      if (is(Kind.ARTICLE, i)) {
        return true;
      }
    }
    return false;
  }

  private int sentence(int word) {
    int sentence = 0;
    while (sentences.to(sentence) <= word) {
      sentence++;
    }
    return sentence;
  }

  /** Whether all from a part on adds something to what stands before it. */
  private boolean isEnd(List<Integer> starts, int part, int sentence) {
    int first = starts.get(part);
    int from = starts.get(0);
    int to = sentences.to(sentence);
    String mark = gap(first);
    if (!endsPlainly(to)
        || !(mark.equals(",") || mark.equals("–") || mark.equals("—"))
        || first - from < LEAST_REST
        || isBound(first, to)
        || isReferred(sentence)) {
      return false;
    }
    if (is(Kind.JOIN, first) && part > 1 && first - starts.get(part - 1) < LEAST_REST) {
      return false;
    }
    if (language.equals("de") && word(first).equals("was") && lists.isFunction(word(first - 1))) {
      return false;
    }
    if (isAddition(first) || is(Kind.PARTICIPLE, first) || isRelative(first)) {
      return !is(Kind.CONTRAST, first) || !isNegated(first, to);
    }
    boolean main = part == 1 && is(Kind.OPENING, from);
    return main && (is(Kind.ARTICLE, first) || is(Kind.PREPOSITION, first));
  }

  /** Ends of the last part, or of the one before an addition, which may go without a mark. */
  private void addTails(List<Cut> cuts, List<Integer> starts, int sentence) {
    for (int part = 0; part < starts.size(); part++) {
      boolean last = part + 1 == starts.size();
      int first = starts.get(part);
      int to = last ? sentences.to(sentence) : starts.get(part + 1);
      boolean open = last ? endsPlainly(to) && !isReferred(sentence) : isAddition(to);
      for (int i = first + LEAST_TAIL; open && i < to; i++) {
        if ((isPredicate(first, i, to) || isCircumstance(first, i, to)) && !isLimited(i, to)) {
          cuts.add(new Cut(text.end(i - 1), text.end(to - 1)));
        }
      }
    }
  }

  /** Adjectives before a noun of which there is one, and adverbs that add weight. */
  private void addWords(List<Cut> cuts, List<Integer> starts, int to) {
    for (int part = 0; part < starts.size(); part++) {
      int first = starts.get(part);
      int end = part + 1 < starts.size() ? starts.get(part + 1) : to;
      for (int i = first + 1; !hasScope(first, end) && i + 1 < end; i++) {
        boolean may = is(Kind.ADVERB, i) && !lists.isConjunction(word(i + 1)) || isAttribute(i);
        if (may && gap(i).isEmpty() && gap(i + 1).isEmpty() && !isLimited(i, i + 1)) {
          cuts.add(new Cut(text.end(i - 1), text.end(i)));
        }
      }
    }
  }

  private boolean isAttribute(int i) {
    String noun = word(i + 1);
    if (!is(Kind.SINGULAR, i - 1)
        || !is(Kind.ADJECTIVE, i)
        || lists.isFunction(word(i))
        || lists.isFunction(noun)
        || lists.isConjunction(noun)
        || isNumber(i)
        || beginsWithVowel(word(i)) != beginsWithVowel(noun)) {
      return false;
    }
    return switch (language) {
      case "de" ->
          Character.isLowerCase(text.text().codePointAt(text.start(i)))
              && Character.isUpperCase(text.text().codePointAt(text.start(i + 1)))
              // of all such: Ein starkes Volk ...
              && i > 1
              && sentences.from(sentence(i)) != i - 1;
      // more than one, and of all such
      case "en" -> !noun.endsWith("s") && !is(Kind.ADJECTIVE, i + 1) && sentences.from(sentence(i)) != i - 1;
      case "it" -> !isImpure(noun) && !isImpure(word(i));
      default -> true;
    };
  }

  /** Articles depend on it: a, an; le, l'. */
  private boolean beginsWithVowel(String word) {
    return !language.equals("de") && "aeiouhéèêàâîôûœù".indexOf(word.charAt(0)) >= 0;
  }

  private static boolean isImpure(String word) {
    return word.charAt(0) == 'z' || word.charAt(0) == 's' || word.startsWith("gn") || word.startsWith("ps");
  }

  /** Whether a second predicate begins: <em>is long and was dug</em>, <em>is dry and empty</em>. */
  private boolean isPredicate(int first, int i, int to) {
    if (!is(Kind.JOIN, i) || is(Kind.WHEN, i) || i + 1 == to || hasScope(first, i)) {
      return false;
    }
    if (is(Kind.VERB, i + 1)) {
      return true;
    }
    boolean verb = false;
    for (int at = first + 1; at < i; at++) {
      verb |= is(Kind.VERB, at);
      if (verb && (is(Kind.PREPOSITION, at) || lists.ties(word(at)))) {
        return false;
      }
    }
    for (int at = i + 1; at < to; at++) {
      verb &= !lists.ties(word(at));
    }
    return verb && !language.equals("de") && !isNumber(i - 1) && !isNumber(i + 1);
  }

  private boolean isNumber(int i) {
    return Numbers.isDigit(text.text().codePointAt(text.start(i)))
        || NumberWords.of(language).at(text, i) > 0;
  }

  /** Whether a place, a time or a way begins, of what happened once. */
  private boolean isCircumstance(int first, int i, int to) {
    if (!is(Kind.PREPOSITION, i)
        || lists.ties(word(i))
        || lists.isFunction(word(i - 1))
        || hasScope(first, i)
        || to - i < 2) {
      return false;
    }
    boolean past = false;
    for (int at = first; at < i; at++) {
      past |= at > first && is(Kind.PAST, at);
      if (is(Kind.PRESENT, at)) {
        return false;
      }
    }
    boolean verbFinal =
        language.equals("de") && Character.isLowerCase(text.text().codePointAt(text.start(to - 1)));
    return past && !verbFinal;
  }

  /** Whether something between limits, negates or compares. */
  private boolean hasScope(int from, int to) {
    for (int i = from; i < to; i++) {
      boolean share = i > from && text.text().substring(text.end(i - 1), text.start(i)).contains("%");
      if (share
          || is(Kind.SCOPE, i)
          || is(Kind.WHEN, i)
          || lists.isCondition(lists.group(word(i)))
          || NegationGate.negates(language, text, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what would go limits what would stay. */
  private boolean isLimited(int from, int to) {
    TermLists terms = TermLists.of(language);
    for (int i = from; i < to; i++) {
      if (lists.group(word(i)) >= 0
          || terms.isClosed(text, i)
          || NegationGate.negates(language, text, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsPlainly(int to) {
    int end = text.end(to - 1);
    return end < text.text().length() && ".…".indexOf(text.text().charAt(end)) >= 0;
  }

  private boolean isNegated(int from, int to) {
    for (int i = from; i < to; i++) {
      if (NegationGate.negates(language, text, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a part has a word on which the truth of others may depend. */
  private boolean isBound(int from, int to) {
    for (int i = from; i < to; i++) {
      if (lists.isCondition(lists.group(word(i)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the next sentence may speak of what the end of this one names. */
  private boolean isReferred(int sentence) {
    if (sentence + 1 == sentences.size()) {
      return false;
    }
    int from = sentences.from(sentence + 1);
    int to = Math.min(sentences.to(sentence + 1), from + NEAR);
    for (int i = from; i < to; i++) {
      if (lists.isPronoun(word(i)) && !isArticle(i)) {
        return true;
      }
    }
    // without a subject of its own
    boolean dropsSubjects = language.equals("es") || language.equals("it");
    return dropsSubjects && !lists.isFunction(word(from));
  }

  private boolean isArticle(int i) {
    boolean personal = language.equals("en") || language.equals("de") && !word(i).equals("das");
    return !personal && is(Kind.OPENING, i) && word(i).length() <= NEAR;
  }
}
