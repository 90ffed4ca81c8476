package io.millrace.rephrase.gate;

import io.millrace.rephrase.gate.CutWords.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text in which it is asked what kind of words stand where, by lists and marks: no parser.
 * Negations, limiting words, conditions and closed classes are those of the gates.
 */
final class CutText {

  private static final Pattern ABBREVIATION = Pattern.compile("[A-Z]{2,6}s?");

  private static final Set<String> SO = Set.of("as", "so");

  private final Tokens text;
  private final Sentences sentences;
  private final CutWords words;
  private final WordLists lists;
  private final String language;

  CutText(Tokens text, Sentences sentences, CutWords words, String language) {
    this.text = text;
    this.sentences = sentences;
    this.words = words;
    this.lists = WordLists.of(language);
    this.language = language;
  }

  Tokens tokens() {
    return text;
  }

  Sentences sentences() {
    return sentences;
  }

  boolean isGerman() {
    return language.equals("de");
  }

  /** Whether sentences may do without a subject of their own. */
  boolean dropsSubjects() {
    return language.equals("es") || language.equals("it");
  }

  String language() {
    return language;
  }

  String word(int i) {
    return text.word(i).toLowerCase(Locale.ROOT);
  }

  int firstLetter(int i) {
    return text.text().codePointAt(text.start(i));
  }

  boolean is(Kind kind, int i) {
    return words.is(kind, word(i));
  }

  /** Whether one of some words is of a kind. */
  boolean has(Kind kind, int from, int to) {
    return IntStream.range(from, to).anyMatch(i -> is(kind, i));
  }

  boolean isFunction(int i) {
    return lists.isFunction(word(i));
  }

  boolean isConjunction(int i) {
    return lists.isConjunction(word(i));
  }

  boolean isPronoun(int i) {
    return lists.isPronoun(word(i));
  }

  private boolean isCondition(int i) {
    return lists.isCondition(lists.group(word(i)));
  }

  private boolean negates(int i) {
    return NegationGate.negates(language, text, i);
  }

  boolean isAbbreviation(int i) {
    return ABBREVIATION.matcher(text.word(i)).matches();
  }

  /** What is between a word and the one before, without spaces. */
  String gap(int word) {
    return text.text().substring(text.end(word - 1), text.start(word)).strip();
  }

  /** First words of a sentence's parts: its own, and each after a mark. */
  List<Integer> starts(int from, int to) {
    List<Integer> starts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (i == from || Marks.between(text, i - 1, i) > 0) {
        starts.add(i);
      }
    }
    return starts;
  }

  /** Whether a full stop follows the last word before. */
  boolean endsPlainly(int to) {
    int end = text.end(to - 1);
    return end < text.text().length() && ".…".indexOf(text.text().charAt(end)) >= 0;
  }

  /** Whether words negate. */
  boolean isNegated(int from, int to) {
    boolean found = false;
    for (int i = from; i < to; i++) {
      found |= negates(i);
    }
    return found;
  }

  /** Whether words name a condition or a source, on which the truth of others depends. */
  boolean isBound(int from, int to) {
    boolean found = false;
    for (int i = from; i < to; i++) {
      boolean asLongAs = i > from && word(i).equals("long") && SO.contains(word(i - 1));
      found |= isCondition(i) || is(Kind.BOUND, i) || asLongAs;
    }
    return found;
  }

  /** Whether words name a condition or a time at which something else holds. */
  boolean isTimed(int from, int to) {
    return isBound(from, to) || has(Kind.WHEN, from, to);
  }

  /** Whether words limit, negate or compare, so that what follows them must stay. */
  boolean hasScope(int from, int to) {
    boolean found = isTimed(from, to) || isNegated(from, to);
    for (int i = from; i < to; i++) {
      boolean share = i > from && gap(i).contains("%");
      found |= share || is(Kind.SCOPE, i);
    }
    return found;
  }
}
