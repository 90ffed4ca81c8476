package io.millrace.rephrase.gate;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Was the passage shortened by leaving words out, and not cut where that changes what is said? Only
 * for styles that do nothing else. Each check names one way in which a sentence that is true and
 * made of the passage's words in their order is wrong all the same:
 *
 * <ul>
 *   <li>a word that is not the passage's, or not at that place: <em>a strong colony eats</em>,
 *       <em>they eat</em>;
 *   <li>a word is left out and what is tied to it stays: <em>the northern half of the island is
 *       dry</em>, <em>the island is dry</em>;
 *   <li>the end of one clause and the beginning of the next are left out, and the rest reads as
 *       one: <em>the publisher wrote, but she refused</em>, <em>the publisher refused</em>. What
 *       stands between two commas may go;
 *   <li>a pronoun begins a sentence, and nothing is left of the sentence before;
 *   <li>a negation is left out, or a limiting word, a day, a season, a direction or the like, and
 *       not its clause with it: <em>every hour in summer and twice a day in winter</em>, <em>every
 *       hour</em>.
 * </ul>
 */
final class ShorteningGate implements Gate {

  /** Words after of, to or that among which its complement is. */
  private static final int COMPLEMENT = 3;

  private final GateSettings settings;

  ShorteningGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(Comparison texts) {
    GateResult.Builder result = new GateResult.Builder();
    if (texts.input().style().kind() != AnswerKind.SHORTEN) {
      return result.build();
    }
    ShorteningSettings limits = settings.shortening();
    Cuts cuts = new Cuts(texts, settings.capitalisedNouns().contains(texts.input().language()));
    return result
        .atMost(
            "inserted_words",
            cuts.alignment.inserted(),
            limits.maxInsertedWords(),
            GateReason.WORDS_INVENTED)
        .atMost("heads_lost", cuts.headsLost(), limits.maxHeadsLost(), GateReason.HEAD_LOST)
        .atMost(
            "clauses_joined",
            cuts.clausesJoined(),
            limits.maxClausesJoined(),
            GateReason.CLAUSES_JOINED)
        .atMost(
            "referents_lost",
            cuts.referentsLost(),
            limits.maxReferentsLost(),
            GateReason.REFERENT_LOST)
        .atMost(
            "negations_cut",
            cuts.negationsCut(texts.input().language()),
            limits.maxNegationsCut(),
            GateReason.NEGATION_CHANGED)
        .atMost(
            "terms_cut",
            cuts.termsCut(texts.input().language()),
            limits.maxTermsCut(),
            GateReason.QUALIFIER_LOST)
        .atMost(
            "limiters_cut",
            cuts.limitersCut(),
            limits.maxLimitersCut(),
            GateReason.LIMITERS_CHANGED)
        .build();
  }

  /** What was left out of a passage. */
  private static final class Cuts {
    private final Tokens source;
    private final Tokens answer;
    private final Sentences sourceSentences;
    private final Sentences answerSentences;
    private final WordLists lists;
    private final boolean capitalisedNouns;
    private final Alignment alignment;

    Cuts(Comparison texts, boolean capitalisedNouns) {
      source = texts.source();
      answer = texts.answer();
      sourceSentences = Sentences.of(source);
      answerSentences = Sentences.of(answer);
      lists = WordLists.of(texts.input().language());
      this.capitalisedNouns = capitalisedNouns;
      alignment = Alignment.of(source, answer);
    }

    private static String word(Tokens text, int i) {
      return text.word(i).toLowerCase(Locale.ROOT);
    }

    int headsLost() {
      int lost = 0;
      for (int i = 0; i + 2 < source.size(); i++) {
        if (!alignment.isKept(i)
            && isHead(i)
            && lists.ties(word(source, i + 1))
            && Marks.between(source, i, i + 1) == 0) {
          lost += keepsComplement(i + 1) ? 1 : 0;
        }
      }
      return lost;
    }

    /** Where every noun has a capital, what follows der or des is tied to nouns alone. */
    private boolean isHead(int i) {
      return capitalisedNouns
          ? Character.isUpperCase(source.text().codePointAt(source.start(i)))
          : !lists.isFunction(word(source, i));
    }

    private boolean keepsComplement(int tie) {
      for (int i = tie + 1; i < source.size() && i <= tie + COMPLEMENT; i++) {
        if (Marks.between(source, i - 1, i) > 0) {
          return false;
        }
        if (alignment.isKept(i) && !lists.isFunction(word(source, i))) {
          return true;
        }
      }
      return false;
    }

    int clausesJoined() {
      int joined = 0;
      for (int s = 0; s < answerSentences.size(); s++) {
        for (int i = answerSentences.from(s) + 1; i < answerSentences.to(s); i++) {
          int left = alignment.source(i - 1);
          int right = alignment.source(i);
          if (left >= 0 && right > left + 1) {
            joined += isJoint(left, right, Marks.between(answer, i - 1, i)) ? 1 : 0;
          }
        }
      }
      return joined;
    }

    /**
     * @param shown marks between the two words in the answer
     */
    private boolean isJoint(int left, int right, int shown) {
      int marks = Marks.between(source, left, right);
      // an aside has a mark on either side
      if (sentence(left) != sentence(right) || shown == 0 && marks % 2 == 1) {
        return true;
      }
      boolean conjunction = false;
      for (int i = left + 1; i < right; i++) {
        conjunction |= lists.isConjunction(word(source, i));
      }
      return conjunction && (marks == 0 || shown > 0);
    }

    int referentsLost() {
      int lost = 0;
      for (int s = 0; s < answerSentences.size(); s++) {
        int first = answerSentences.from(s);
        int at = first < answerSentences.to(s) ? alignment.source(first) : -1;
        if (at >= 0 && lists.isPronoun(word(source, at))) {
          lost += isPreceded(at) ? 0 : 1;
        }
      }
      return lost;
    }

    int negationsCut(String language) {
      return cut(i -> NegationGate.negates(language, source, i));
    }

    int termsCut(String language) {
      TermLists terms = TermLists.of(language);
      return cut(i -> terms.isClosed(source, i));
    }

    int limitersCut() {
      int cut = cut(i -> lists.group(word(source, i)) >= 0);
      for (int i = 0; i < source.size(); i++) {
        boolean condition = lists.isCondition(lists.group(word(source, i)));
        cut += condition && !alignment.isKept(i) && keepsSentence(i) ? 1 : 0;
      }
      return cut;
    }

    private boolean keepsSentence(int word) {
      int sentence = sentence(word);
      boolean keeps = false;
      for (int i = sourceSentences.from(sentence); i < sourceSentences.to(sentence); i++) {
        keeps |= alignment.isKept(i) && !lists.isFunction(word(source, i));
      }
      return keeps;
    }

    private int sentence(int word) {
      int sentence = 0;
      while (sourceSentences.to(sentence) <= word) {
        sentence++;
      }
      return sentence;
    }

    /** Such words that are left out, but not their clauses with them. */
    private int cut(IntPredicate such) {
      int cut = 0;
      for (int i = 0; i < source.size(); i++) {
        cut += !alignment.isKept(i) && such.test(i) && keepsClause(i) ? 1 : 0;
      }
      return cut;
    }

    private boolean keepsClause(int word) {
      int from = word;
      while (from > 0 && !parts(from)) {
        from--;
      }
      boolean keeps = false;
      for (int i = from; i < source.size() && (i <= word || !parts(i)); i++) {
        keeps |= alignment.isKept(i) && !lists.isFunction(word(source, i));
      }
      return keeps;
    }

    /** Whether a word begins another clause than the one before it. */
    private boolean parts(int i) {
      return sourceSentences.from(sentence(i)) == i
          || Marks.between(source, i - 1, i) > 0
          || lists.isConjunction(word(source, i));
    }

    /** Whether something is left of the sentence before, or of the same before the pronoun. */
    private boolean isPreceded(int pronoun) {
      int sentence = sentence(pronoun);
      int from = sourceSentences.from(sentence);
      boolean begins = from == pronoun;
      int before = begins && sentence > 0 ? sourceSentences.from(sentence - 1) : from;
      // the first sentence of a passage may point to what is before the passage
      boolean preceded = begins && sentence == 0;
      for (int i = before; i < pronoun; i++) {
        preceded |= alignment.isKept(i) && !lists.isFunction(word(source, i));
      }
      return preceded;
    }
  }
}
