package io.millrace.rephrase.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins units (paragraphs, sentences, pieces of sentences) into passages, as many as fit. The last
 * but one passage is emitted late, because a remnant may take units from it.
 */
final class Packer {

  /** More consecutive lines that look like headings are a list of short lines. */
  private static final int MOST_HEADINGS = 3;

  /**
   * A part of the text that is cut further only for a remnant.
   *
   * @param tokens of the unit alone
   * @param introduces whether it belongs to the next unit
   */
  record Unit(int start, int end, int tokens, boolean introduces) {}

  /** Cuts a unit at its sentence ends. */
  interface Sentences {
    List<Unit> of(Unit unit);
  }

  private final String text;
  private final TokenCounter counter;
  private final ChunkSettings settings;
  private final Sentences sentences;
  private final List<Passage> passages = new ArrayList<>();

  private List<Unit> previous = List.of();
  private List<Unit> current = new ArrayList<>();
  private int sum;

  Packer(String text, TokenCounter counter, ChunkSettings settings, Sentences sentences) {
    this.text = text;
    this.counter = counter;
    this.settings = settings;
    this.sentences = sentences;
  }

  void add(Unit unit) {
    while (!current.isEmpty() && joined(unit) > settings.maxTokens()) {
      close(unit);
    }
    sum = current.isEmpty() ? unit.tokens() : joined(unit);
    current.add(unit);
  }

  List<Passage> finish() {
    while (current.size() > 1 && tokens(current) > settings.maxTokens()) {
      close(null);
    }
    boolean remnant = !current.isEmpty() && tokens(current) < settings.minTokens();
    if (remnant && settings.remnant() == ChunkSettings.Remnant.DROP) {
      current = List.of();
    } else if (remnant && !previous.isEmpty()) {
      evenOut();
    }
    hand(previous);
    hand(current);
    return passages;
  }

  /** Tokens with one more unit; the sum of parts may be slightly too high. */
  private int joined(Unit unit) {
    Unit last = current.get(current.size() - 1);
    int separator = counter.count(text, last.end(), unit.start());
    return (int) Math.min(Integer.MAX_VALUE, (long) sum + separator + unit.tokens());
  }

  /** Ends the current passage; units that introduce the next one move to the next passage. */
  private void close(Unit next) {
    int size = current.size();
    int keep = size;
    if (settings.keepHeadings() && next != null) {
      keep = withoutHeadings(next);
    }
    while (keep > 1 && tokens(current.subList(0, keep)) > settings.maxTokens()) {
      keep--;
    }
    List<Unit> closed = List.copyOf(current.subList(0, keep));
    List<Unit> rest = List.copyOf(current.subList(keep, size));
    hand(previous);
    previous = closed;
    current = new ArrayList<>(rest);
    sum = 0;
    for (Unit unit : rest) {
      sum += unit.tokens();
    }
    if (!rest.isEmpty()) {
      sum = Math.max(sum, tokens(rest));
    }
  }

  private int withoutHeadings(Unit next) {
    int keep = current.size();
    long carried = next.tokens();
    while (keep > 0
        && current.size() - keep < MOST_HEADINGS
        && current.get(keep - 1).introduces()
        && carried + current.get(keep - 1).tokens() < settings.maxTokens()) {
      keep--;
      carried += current.get(keep).tokens();
    }
    boolean onlyShortLines = keep == 0 || current.get(keep - 1).introduces();
    return onlyShortLines ? current.size() : keep;
  }

  private int tokens(List<Unit> units) {
    return counter.count(text, units.get(0).start(), units.get(units.size() - 1).end());
  }

  private void hand(List<Unit> units) {
    if (!units.isEmpty()) {
      int start = units.get(0).start();
      int end = units.get(units.size() - 1).end();
      String part = text.substring(start, end);
      passages.add(new Passage(passages.size(), start, end, part, counter.count(text, start, end)));
    }
  }

  /** Joins the last two passages, or moves units to the last one until neither is too short. */
  private void evenOut() {
    List<Unit> all = new ArrayList<>(previous);
    all.addAll(current);
    if (tokens(all) <= settings.maxTokens()) {
      previous = List.of();
      current = all;
      return;
    }
    int cut = evenCut(all);
    if (cut < 0) {
      List<Unit> fine = new ArrayList<>();
      previous.forEach(unit -> fine.addAll(sentences.of(unit)));
      fine.addAll(current);
      all = fine;
      cut = evenCut(all);
    }
    if (cut > 0) {
      previous = List.copyOf(all.subList(0, cut));
      current = List.copyOf(all.subList(cut, all.size()));
    }
  }

  /** The last cut such that both sides are neither too short nor too long, or -1. */
  private int evenCut(List<Unit> units) {
    int introduced = -1;
    for (int cut = units.size() - 1; cut > 0; cut--) {
      int after = tokens(units.subList(cut, units.size()));
      if (after > settings.maxTokens()) {
        break;
      }
      int before = tokens(units.subList(0, cut));
      if (after >= settings.minTokens()
          && before >= settings.minTokens()
          && before <= settings.maxTokens()) {
        if (!settings.keepHeadings() || !units.get(cut - 1).introduces()) {
          return cut;
        }
        introduced = Math.max(introduced, cut);
      }
    }
    return introduced;
  }
}
