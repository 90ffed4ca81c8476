package io.millrace.rephrase.gate;

import io.millrace.rephrase.gate.CutWords.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be left out of a part of a sentence without a mark: its end, where a second predicate or
 * a circumstance of something that happened once begins, and single words.
 */
final class Tails {

  /** Words that must be left of a part. */
  private static final int LEAST_REST = 3;

  private final CutText text;
  private final int from;
  private final int to;

  /**
   * @param from first word of the part
   * @param to word after its last
   */
  Tails(CutText text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  int to() {
    return to;
  }

  /** First words of ends that may go. */
  List<Integer> ends() {
    List<Integer> ends = new ArrayList<>();
    for (int i = from + LEAST_REST; i + 1 < to; i++) {
      boolean begins = isPredicate(i) || isCircumstance(i);
      if (begins && !text.hasScope(from, i) && !text.isLimited(i, to)) {
        ends.add(i);
      }
    }
    return ends;
  }

  /** Whether a second predicate begins: <em>is long and was dug</em>, <em>is dry and empty</em>. */
  private boolean isPredicate(int i) {
    if (!text.is(Kind.JOIN, i) || text.is(Kind.WHEN, i)) {
      return false;
    }
    return text.is(Kind.VERB, i + 1)
        || !text.isGerman() && !text.isNumber(i - 1) && !text.isNumber(i + 1) && isSimple(i);
  }

  /** Whether a verb stands before, and nothing that what is joined could belong to instead. */
  private boolean isSimple(int join) {
    boolean verb = false;
    boolean other = false;
    for (int i = from + 1; i < to; i++) {
      verb |= i < join && text.is(Kind.VERB, i);
      other |= verb && i < join && text.is(Kind.PREPOSITION, i);
      other |= verb && text.ties(i);
    }
    return verb && !other;
  }

  /** Whether a place, a time or a way begins, of what happened once. */
  private boolean isCircumstance(int i) {
    if (!text.is(Kind.CIRCUMSTANCE, i) || text.ties(i) || text.isFunction(i - 1)) {
      return false;
    }
    boolean past = false;
    boolean general = text.is(Kind.PRESENT, from);
    for (int at = from + 1; at < i; at++) {
      past |= text.is(Kind.PAST, at);
      general |= text.is(Kind.PRESENT, at);
    }
    // wurde in Rom geboren
    boolean verbFinal = text.isGerman() && Character.isLowerCase(text.firstLetter(to - 1));
    return past && !general && !verbFinal;
  }

  /** Adjectives before a noun of which there is one, and adverbs that add weight. */
  List<Integer> words() {
    List<Integer> words = new ArrayList<>();
    if (text.hasScope(from, to)) {
      return words;
    }
    for (int i = from + 1; i + 1 < to; i++) {
      boolean weight = text.is(Kind.ADVERB, i) && !text.isConjunction(i + 1);
      boolean plain = text.gap(i).isEmpty() && text.gap(i + 1).isEmpty();
      if (plain && (weight || isAttribute(i)) && !text.isLimited(i, i + 1)) {
        words.add(i);
      }
    }
    return words;
  }

  private boolean isAttribute(int i) {
    boolean attribute =
        text.is(Kind.SINGULAR, i - 1)
            && text.is(Kind.ADJECTIVE, i)
            && !text.isFunction(i)
            && !text.isFunction(i + 1)
            && !text.isConjunction(i + 1)
            && !text.isNumber(i)
            && beginsWithVowel(i) == beginsWithVowel(i + 1)
            && isImpure(i) == isImpure(i + 1);
    // of all such: Ein starkes Volk verzehrt ...
    boolean general = text.sentences().from(sentence(i)) == i - 1;
    return switch (text.language()) {
      case "de" ->
          attribute
              && !general
              && Character.isLowerCase(text.firstLetter(i))
              && Character.isUpperCase(text.firstLetter(i + 1));
      // more than one
      case "en" ->
          attribute
              && !general
              && !text.word(i + 1).endsWith("s")
              && !text.is(Kind.ADJECTIVE, i + 1);
      default -> attribute;
    };
  }

  private int sentence(int word) {
    int sentence = 0;
    while (text.sentences().to(sentence) <= word) {
      sentence++;
    }
    return sentence;
  }

  /** Articles depend on it: a and an, le and l'. */
  private boolean beginsWithVowel(int i) {
    return !text.isGerman() && "aeiouhéèêàâîôûœù".indexOf(text.word(i).charAt(0)) >= 0;
  }

  /** Italian articles depend on it: il and lo. */
  private boolean isImpure(int i) {
    String word = text.word(i);
    return text.language().equals("it")
        && ("zsxy".indexOf(word.charAt(0)) >= 0 || word.startsWith("gn") || word.startsWith("ps"));
  }
}
