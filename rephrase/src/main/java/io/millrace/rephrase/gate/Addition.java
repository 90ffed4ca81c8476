package io.millrace.rephrase.gate;

import io.millrace.rephrase.gate.CutWords.Kind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What follows the first comma of a sentence: whether it only adds something to a main clause that
 * ends there. There must be a sign that it does: the clause begins with its subject, and its verb
 * is seen, or there is no place for it after the comma.
 */
final class Addition {

  /** Words that must be left of the sentence. */
  private static final int LEAST_REST = 4;

  /** Words before a relative clause in which an article tells what kind it is. */
  private static final int NEAR = 3;

  private final CutText text;
  private final int from;
  private final int first;
  private final List<Integer> starts;
  private final int to;

  /**
   * @param starts first words of the clause and of what follows each mark after it: two or more
   * @param to word after the sentence's last
   */
  Addition(CutText text, List<Integer> starts, int to) {
    this.text = text;
    this.from = starts.get(0);
    this.first = starts.get(1);
    this.starts = starts;
    this.to = to;
  }

  boolean isOne() {
    boolean commas = starts.stream().skip(1).allMatch(start -> text.gap(start).equals(","));
    return commas
        && text.endsPlainly(to)
        && first - from >= LEAST_REST
        && isClause()
        && !text.isTimed(from, first)
        && !text.isBound(first, to)
        && (isJoined() || isReason() || isRelative() || isParticiple() || isApposition());
  }

  /** Whether a main clause stands before the comma, as far as one sees. */
  private boolean isClause() {
    boolean joins = text.is(Kind.JOIN, from) || text.is(Kind.CONTRAST, from);
    if (text.is(Kind.SUBJECT, joins ? from + 1 : from)) {
      return true;
    }
    boolean verb = text.has(Kind.FINITE, from + 1, first);
    boolean other =
        text.has(Kind.RELATIVE, from + 1, first)
            || IntStream.range(from + 1, first)
                .anyMatch(i -> text.isConjunction(i) || text.word(i).equals("that"));
    boolean subject = text.is(Kind.OPENING, from);
    return verb && !other && (subject || isNamed()) || subject && starts.size() == 2;
  }

  /** Whether the subject is a name or nouns without an article: <em>Penwick has</em>. */
  private boolean isNamed() {
    boolean near = text.is(Kind.FINITE, from + 1);
    near |= text.is(Kind.FINITE, from + 2) && !text.isFunction(from + 1);
    return near && !text.isFunction(from);
  }

  /** Another clause, but not the end of a list, nor an exception from the one before. */
  private boolean isJoined() {
    boolean contrast = text.is(Kind.CONTRAST, first);
    return (text.is(Kind.JOIN, first) || contrast)
        && first + 1 < to
        && text.is(Kind.SUBJECT, first + 1)
        && !text.hasScope(from, first)
        && !(contrast && text.isNegated(first, to));
  }

  /**
   * Not for what reason or to what end something is not so: <em>not built to last, but ...</em>.
   */
  private boolean isReason() {
    return text.is(Kind.REASON, first) && !text.isNegated(from, first);
  }

  /**
   * In German a relative clause has a comma also where it says which one is meant; not after an
   * indefinite article within a sentence.
   */
  private boolean isRelative() {
    boolean indefinite =
        !text.isGerman() || text.has(Kind.ARTICLE, Math.max(from + 1, first - NEAR), first);
    return indefinite && text.is(Kind.RELATIVE, first);
  }

  /** Not one of several things or adjectives: <em>wood, covering and glue</em>. */
  private boolean isParticiple() {
    boolean listed =
        starts.stream().skip(2).anyMatch(start -> text.is(Kind.JOIN, start))
            || IntStream.range(first + 1, to - 1)
                .anyMatch(i -> text.isConjunction(i) && text.is(Kind.PARTICIPLE, i + 1));
    boolean another = text.has(Kind.PARTICIPLE, from, first);
    // it is a living, giving thing
    boolean attribute = text.is(Kind.ARTICLE, first - 2);
    boolean pair =
        first + 1 < to && (text.isConjunction(first + 1) || !text.gap(first + 1).isEmpty());
    return text.is(Kind.PARTICIPLE, first)
        && Character.isLowerCase(text.firstLetter(first))
        && !(listed && (another || !text.is(Kind.INCLUDING, first)))
        && !attribute
        && !pair;
  }

  /** <em>The town has a mill, a building of the last century.</em> */
  private boolean isApposition() {
    return text.is(Kind.ARTICLE, first)
        && starts.size() == 2
        && text.has(Kind.FINITE, from, first)
        && !text.has(Kind.FINITE, first, to);
  }
}
