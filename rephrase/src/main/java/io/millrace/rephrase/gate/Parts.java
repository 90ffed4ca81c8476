package io.millrace.rephrase.gate;

import io.millrace.rephrase.gate.CutWords.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The parts of a sentence that may be left out without making something else of the rest: what
 * stands in brackets, between two marks, or after the last mark, if its first word says that it is
 * an addition; and what {@link Tails} finds within a part. Found without a parser, so much that
 * could go is kept: what goes must be an addition, what stays need not all matter.
 *
 * <p>A statement without an addition follows from that with it where nothing negates, limits,
 * compares or sets a condition (monotonicity: van Benthem 1986; MacCartney and Manning 2007).
 */
final class Parts {

  /** Sentences with more parts are lists, in which a comma says little. */
  private static final int MOST_PARTS = 7;

  /** Longer sentences are none: also bounds the time. */
  private static final int MOST_WORDS = 120;

  /** Words that must be left of the sentence before a part that ends it. */
  private static final int LEAST_REST = 4;

  /** Words before a part between two marks. */
  private static final int LEAST_SUBJECT = 3;

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
    if (isUntouched() || starts.size() > MOST_PARTS) {
      return List.of();
    }
    for (int part = 1; part < starts.size(); part++) {
      int first = starts.get(part);
      if (text.gap(first).equals("(")) {
        addBrackets(first, end(part));
      } else if (end(part) < to && isAside(part)) {
        addAside(first, end(part));
      }
      if (isEnd(part)) {
        add(first, to);
      }
    }
    boolean open = text.endsPlainly(to) && !isReferred();
    for (int part = 0; part < starts.size(); part++) {
      boolean last = end(part) == to;
      Tails tails = new Tails(text, starts.get(part), end(part));
      if (last ? open : text.isAddition(end(part))) {
        tails.ends().forEach(first -> add(first, tails.to()));
      }
      tails.words().forEach(word -> add(word, word + 1));
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

  private void addBrackets(int first, int end) {
    Tokens tokens = text.tokens();
    int next = end == tokens.size() ? tokens.text().length() : tokens.start(end);
    int close = tokens.text().indexOf(')', tokens.end(end - 1));
    boolean open =
        close < 0
            || close >= next
            || tokens.text().substring(tokens.start(first), close).contains("(");
    // paid (or waived), (part of) the mill, (on old lines): a condition
    boolean tied =
        text.isConjunction(first)
            || text.is(Kind.PREPOSITION, first)
            || text.isFunction(end - 1)
            || text.ties(end - 1);
    if (!open && !tied && !text.hasScope(first, end) && !isValue(first, end)) {
      cuts.add(new Cut(tokens.end(first - 1), close + 1));
    }
  }

  /**
   * Whether brackets hold an argument, part of a formula, or another number in place of one before
   * them: <em>unlock(true)</em>, <em>list.map (list.head 3)</em>, <em>200 trees (400 here)</em>.
   */
  private boolean isValue(int first, int end) {
    Tokens tokens = text.tokens();
    boolean glued = tokens.text().charAt(tokens.end(first - 1)) == '(';
    boolean number =
        text.isNumber(first)
            && IntStream.range(Math.max(from, first - NEAR), first).anyMatch(text::isNumber);
    // of the form (a b ... z)
    boolean series =
        tokens.text().substring(tokens.start(first), tokens.end(end - 1)).contains("...");
    return glued || number || series || text.isCode(first - 1, first) || text.isCode(first, end);
  }

  private void addAside(int first, int end) {
    String mark = text.gap(first);
    if (mark.length() == 1 && mark.equals(text.gap(end)) && !text.isBound(first, end)) {
      Tokens tokens = text.tokens();
      int close = tokens.text().indexOf(mark, tokens.end(end - 1));
      cuts.add(new Cut(tokens.end(first - 1), close + 1));
    }
  }

  /** Whether the part between two marks adds something to what stands before it. */
  private boolean isAside(int part) {
    int first = starts.get(part);
    int next = end(part);
    // That is, using it ...; a condition would bind to what is before
    if (first - from < LEAST_SUBJECT || text.isBound(next, Math.min(to, next + NEAR))) {
      return false;
    }
    boolean alone = starts.size() == 3;
    boolean last = part == 1 && starts.size() == 4 && text.isAddition(starts.get(3));
    boolean list = text.is(Kind.JOIN, next) || text.is(Kind.CONTRAST, next);
    // a sentence that begins so needs the mark before its subject
    boolean adverbial =
        text.isAddition(from) || text.is(Kind.PREPOSITION, from) || text.is(Kind.WHEN, from);
    if (!(alone || last) || list || adverbial || text.isTimed(from, first) || isListGoingOn(next)) {
      return false;
    }
    boolean modifies =
        text.is(Kind.PARTICIPLE, first) || text.is(Kind.ASIDE, first) || isApposed(first, next);
    // that before the war, mending the boats took a day, ...: the subject of what is said
    boolean said = IntStream.range(from + 1, first).anyMatch(i -> text.word(i).equals("that"));
    return isRelative(first) || modifies && !said && text.is(Kind.OPENING, from);
  }

  /** Whether what follows is no predicate but more of a list: <em>nails, and planks</em>. */
  private boolean isListGoingOn(int next) {
    for (int i = next; i < to; i++) {
      boolean verb = text.is(Kind.VERB, i) || text.is(Kind.PAST, i) || text.is(Kind.PRESENT, i);
      if (verb || text.isConjunction(i)) {
        return !verb;
      }
    }
    return false;
  }

  private boolean isApposed(int first, int end) {
    boolean place = text.is(Kind.PREPOSITION, first) && !text.isLimited(first, end);
    return place || text.is(Kind.ARTICLE, first);
  }

  /**
   * In German a relative clause has a comma also where it says which one is meant; not after an
   * indefinite article within a sentence.
   */
  private boolean isRelative(int first) {
    boolean indefinite = !text.isGerman();
    for (int i = Math.max(from + 1, first - NEAR); i < first; i++) {
      indefinite |= text.is(Kind.ARTICLE, i);
    }
    return indefinite && text.is(Kind.RELATIVE, first);
  }

  /** Whether all from a part on adds something to what stands before it. */
  private boolean isEnd(int part) {
    int first = starts.get(part);
    String mark = text.gap(first);
    boolean marked = mark.equals(",") || mark.equals("–") || mark.equals("—");
    if (!marked
        || !text.endsPlainly(to)
        || first - from < LEAST_REST
        || text.isBound(first, to)
        || isReferred()
        || isNamedNext(first)
        || isNoSentence(part)) {
      return false;
    }
    // das, was ...
    boolean what = text.isGerman() && text.word(first).equals("was") && text.isFunction(first - 1);
    // where it is not the first mark, what is joined may be the last of a list
    boolean list = text.is(Kind.JOIN, first) && part > 1;
    if (what || list) {
      return false;
    }
    // With so many there, choosing is hard: what follows may be the subject
    boolean participle =
        text.is(Kind.PARTICIPLE, first)
            && Character.isLowerCase(text.firstLetter(first))
            && !text.is(Kind.PREPOSITION, from)
            && !isListed(part);
    if (text.isAddition(first) || participle || isRelative(first)) {
      boolean contrast = text.is(Kind.CONTRAST, first);
      // but not on Sundays; but with one door; a limited, but useful list
      boolean exception =
          contrast
              && (text.isNegated(first, to)
                  || text.is(Kind.PREPOSITION, first + 1)
                  || text.is(Kind.ARTICLE, first - 2));
      // all the boats, but ...; only ..., and ...
      boolean limited = (contrast || text.is(Kind.JOIN, first)) && text.hasScope(from, first);
      return !exception && !limited;
    }
    // ensures, for example, that ...: it goes on after it
    boolean last = end(part) == to;
    return part == 1 && last && text.is(Kind.OPENING, from) && isApposed(first, to);
  }

  /** Whether what stands before a part is no sentence, or no whole one. */
  private boolean isNoSentence(int part) {
    int first = starts.get(part);
    boolean dashed = false;
    for (int later = part + 1; later < starts.size(); later++) {
      dashed |= "–—".contains(text.gap(starts.get(later)));
    }
    // If it is dry, water it. Driven by the wind, it turns
    boolean subordinate =
        text.is(Kind.SUBORDINATE, from)
            || text.is(Kind.PARTICIPLE, from)
            || text.is(Kind.ASIDE, from);
    // at school, and although it rained, ...
    int before = starts.get(part - 1);
    // of lending and, conversely, returning boats
    boolean aside = part > 1 && first - before == 1 && text.isConjunction(before - 1);
    boolean open = text.isConjunction(first - 1) || aside;
    return subordinate || open || dashed || text.isInBrackets(from, first);
  }

  /**
   * Whether what looks like a participle is one of several things: a wood, painting, and floors.
   */
  private boolean isListed(int part) {
    int first = starts.get(part);
    boolean hyphen = first + 1 < to && !text.gap(first + 1).isEmpty();
    // a strong, lasting bond; tone, shading and gloss
    boolean attribute =
        hyphen
            || text.is(Kind.ADJECTIVE, first - 1)
            || first + 1 < to && text.isConjunction(first + 1);
    return attribute || part + 1 < starts.size() && text.is(Kind.JOIN, starts.get(part + 1));
  }

  /** Whether the next sentence may speak of what the end of this one names. */
  private boolean isReferred() {
    return isNext(1, i -> text.dropsSubjects() && !text.isFunction(i))
        || isNext(NEAR, i -> text.isPronoun(i) && !isArticle(i));
  }

  /** Whether the next sentence begins with a word that would go: <em>The group ...</em>. */
  private boolean isNamedNext(int first) {
    return isNext(
        NEAR,
        i ->
            !text.isFunction(i)
                && IntStream.range(first, to).anyMatch(w -> text.word(w).equals(text.word(i))));
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

  /** Whether a word that may be a pronoun is more often an article. */
  private boolean isArticle(int i) {
    String word = text.word(i);
    boolean never = text.language().equals("en") || text.isGerman() && !word.equals("das");
    return !never && text.is(Kind.OPENING, i) && word.length() <= NEAR;
  }
}
