package io.millrace.rephrase.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Is everything that the answer says put together from the passage's own words, near where they
 * stand there? A model that does not understand errs by single words in sentences that are copied
 * otherwise, by putting together what does not belong together, and by leaving out words that
 * limit. Meaning is not looked at: a true answer in other words is refused as well.
 */
final class StrictGate implements Gate {

  /** Words between two that still stand together. */
  private static final int NEAR = 4;

  private static final double AS_LONG = .9;
  private static final Set<String> COMPOUNDS = Set.of("de", "nl", "lb", "da", "sv", "no", "nn");

  private final GateSettings settings;

  StrictGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(Comparison texts) {
    StrictSettings strict = settings.strict();
    String language = texts.input().language();
    WordLists lists = WordLists.of(language);
    boolean compounds = COMPOUNDS.contains(language);
    ContentWords source = ContentWords.of(texts.source(), lists, compounds);
    ContentWords answer = ContentWords.of(texts.answer(), lists, compounds);
    Pairs pairs = Pairs.of(answer, source);
    boolean rewrites = texts.input().style().kind() == AnswerKind.REWRITE;
    double kept = kept(source, answer);
    int limiters = limiterChanges(texts, lists, rewrites);
    double share = pairs.fresh / (double) Math.max(1, answer.size());
    double unmoved = pairs.all == 0 ? 0 : pairs.unmoved / (double) pairs.all;
    // where a style rewrites there are other limits of copying
    boolean asLong = !rewrites && answer.size() >= AS_LONG * source.size();
    GateResult.Builder result =
        new GateResult.Builder()
            .signal("new_words", pairs.fresh)
            .signal("new_word_share", share)
            .signal("far_pairs", pairs.far)
            .signal("turned_pairs", pairs.turned)
            .signal("limiter_changes", limiters)
            .signal("kept_words", kept)
            .signal("unmoved", asLong ? unmoved : 0);
    boolean shortens = texts.input().style().kind() == AnswerKind.SHORTEN;
    if (strict.enabled() || shortens) {
      result
          .atMost("new_words", pairs.fresh, strict.maxNewWords(), GateReason.WORDS_INVENTED)
          .atMost("new_word_share", share, strict.maxNewWordShare(), GateReason.WORDS_INVENTED)
          .atMost("far_pairs", pairs.far, strict.maxFarPairs(), GateReason.WORDS_MOVED)
          .atMost("turned_pairs", pairs.turned, strict.maxTurnedPairs(), GateReason.WORDS_MOVED)
          // of styles that shorten the next gate knows where they stood
          .atMost(
              "limiter_changes",
              limiters,
              shortens ? Integer.MAX_VALUE : strict.maxLimiterChanges(),
              GateReason.LIMITERS_CHANGED)
          .atLeast("kept_words", kept, rewrites ? strict.minKeptWords() : 0, GateReason.INCOMPLETE)
          .atMost("unmoved", asLong ? unmoved : 0, strict.maxUnmoved(), GateReason.COPIED);
    }
    return result.build();
  }

  /** The smallest share of a sentence's words that the answer has. */
  private static double kept(ContentWords source, ContentWords answer) {
    double least = 1;
    for (int i = 0; i < source.size(); ) {
      int sentence = source.sentences.get(i);
      int all = 0;
      int kept = 0;
      for (; i < source.size() && source.sentences.get(i) == sentence; i++) {
        String word = source.words.get(i);
        all++;
        kept += !answer.places(word).isEmpty() || answer.hasParts(word) ? 1 : 0;
      }
      least = Math.min(least, kept / (double) all);
    }
    return least;
  }

  /**
   * Groups of limiting words that one text has and the other has not. An answer that condenses may
   * leave one out together with the word after it, but not a condition.
   */
  private static int limiterChanges(Comparison texts, WordLists lists, boolean rewrites) {
    boolean[] there = new boolean[lists.groups()];
    boolean[] here = new boolean[lists.groups()];
    boolean[] excused = new boolean[lists.groups()];
    Set<Long> answer = new HashSet<>();
    for (int i = 0; i < texts.answer().size(); i++) {
      answer.add(texts.answer().prefix(i));
      mark(texts.answer(), i, lists, here);
    }
    for (int i = 0; i < texts.source().size(); i++) {
      int group = mark(texts.source(), i, lists, there);
      if (group >= 0) {
        excused[group] =
            !rewrites
                && !lists.isCondition(group)
                && (i + 1 == texts.source().size()
                    || !answer.contains(texts.source().prefix(i + 1)));
      }
    }
    int changes = 0;
    for (int group = 0; group < there.length; group++) {
      boolean lost = there[group] && !here[group] && !excused[group];
      changes += lost || here[group] && !there[group] ? 1 : 0;
    }
    return changes;
  }

  private static int mark(Tokens text, int i, WordLists lists, boolean[] groups) {
    boolean tooLong = text.end(i) - text.start(i) > 40;
    int group = tooLong ? -1 : lists.group(text.word(i).toLowerCase(Locale.ROOT));
    if (group >= 0) {
      groups[group] = true;
    }
    return group;
  }

  /** What became of words that stand side by side in a sentence of the answer. */
  private static final class Pairs {
    private int fresh;
    private int all;
    private int unmoved;
    private int far;
    private int turned;

    static Pairs of(ContentWords answer, ContentWords source) {
      Pairs pairs = new Pairs();
      List<Integer> before = List.of();
      int sentence = -1;
      int turnedHere = 0;
      for (int i = 0; i < answer.size(); i++) {
        if (answer.sentences.get(i) != sentence) {
          sentence = answer.sentences.get(i);
          before = List.of();
          turnedHere = 0;
        }
        String word = answer.words.get(i);
        List<Integer> at = source.places(word);
        pairs.fresh += at.isEmpty() && !source.hasParts(word) ? 1 : 0;
        if (!before.isEmpty() && !at.isEmpty()) {
          turnedHere += pairs.add(before, at) ? 1 : 0;
          pairs.turned = Math.max(pairs.turned, turnedHere);
        }
        before = at.isEmpty() ? before : at;
      }
      return pairs;
    }

    /** Whether the two stand the other way round. */
    private boolean add(List<Integer> before, List<Integer> at) {
      int best = Integer.MAX_VALUE;
      for (int one : before) {
        for (int two : at) {
          int step = two - one;
          // forwards and near is best
          best = cost(step) < cost(best) ? step : best;
        }
      }
      all++;
      unmoved += best == 1 ? 1 : 0;
      far += Math.abs((long) best) > NEAR ? 1 : 0;
      return best <= 0;
    }

    private static long cost(int step) {
      return step > 0 ? step : 2L - 2L * step;
    }
  }
}
