package io.millrace.rephrase.gate.facts;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.text.Sentences;
import io.millrace.rephrase.gate.text.Tokens;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * Detects swapped names: <em>Anna beat Lea</em> becomes <em>Lea beat Anna</em>. Between the same
 * two neighbours (words or sentence ends, at least one of them a longer word), the answer has a
 * capitalised word that the passage has only elsewhere, and the word of the passage at that place
 * is elsewhere in the answer. A passive also swaps names, but changes the words beside them.
 */
public final class NameOrderGate implements Gate {

  private static final int LONG_WORD = 4;
  private static final long EDGE = 0x5EEDL;
  private static final long NOWHERE = 0;

  private final GateSettings settings;

  public NameOrderGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    boolean nouns = settings.capitalisedNouns().contains(texts.input().language());
    int swaps = swaps(texts.source(), texts.answer(), nouns ? 2 : 1);
    return new GateResult.Builder()
        .atMost("name_swaps", swaps, settings.maxNameSwaps(), GateReason.NAMES_SWAPPED)
        .build();
  }

  private static int swaps(Tokens source, Tokens answer, int words) {
    Long2ObjectOpenHashMap<LongOpenHashSet> places = new Long2ObjectOpenHashMap<>();
    LongOpenHashSet there = new LongOpenHashSet();
    visit(
        source,
        words,
        (name, place) -> {
          places.computeIfAbsent(place, p -> new LongOpenHashSet()).add(name);
          there.add(name);
        });
    LongOpenHashSet here = new LongOpenHashSet();
    visit(answer, words, (name, place) -> here.add(name));
    int[] swaps = new int[1];
    visit(
        answer,
        words,
        (name, place) -> {
          LongOpenHashSet others = place == NOWHERE ? null : places.get(place);
          if (others != null && !others.contains(name) && there.contains(name)) {
            swaps[0] += here.contains(others.iterator().nextLong()) ? 1 : 0;
          }
        });
    return swaps[0];
  }

  @FunctionalInterface
  private interface Visitor {
    void name(long name, long place);
  }

  /**
   * Visits runs of capitalised words by their last word; the first word of a sentence is not
   * counted.
   */
  private static void visit(Tokens text, int words, Visitor visitor) {
    Sentences sentences = Sentences.of(text);
    for (int sentence = 0; sentence < sentences.size(); sentence++) {
      int from = sentences.from(sentence);
      int to = sentences.to(sentence);
      int start = from;
      for (int i = from; i < to; i++) {
        boolean last = i + 1 == to || !isCapitalised(text, i + 1);
        if (!isCapitalised(text, i)) {
          start = i + 1;
        } else if (last && (words == 1 || i + 1 - Math.max(start, from + 1) >= words)) {
          visitor.name(text.prefix(i), place(text, from, start, i, to));
        }
      }
    }
  }

  private static long place(Tokens text, int from, int start, int last, int to) {
    boolean begins = start == from;
    boolean ends = last + 1 == to;
    boolean bound = !begins && isLong(text, start - 1) || !ends && isLong(text, last + 1);
    if (!bound) {
      return NOWHERE;
    }
    long before = begins ? EDGE : text.hash(start - 1);
    long after = ends ? EDGE : text.hash(last + 1);
    return Tokens.mix(before * 31 + after);
  }

  private static boolean isLong(Tokens text, int i) {
    return text.end(i) - text.start(i) >= LONG_WORD;
  }

  private static boolean isCapitalised(Tokens text, int i) {
    return text.end(i) - text.start(i) > 1
        && Character.isUpperCase(text.text().codePointAt(text.start(i)));
  }
}
