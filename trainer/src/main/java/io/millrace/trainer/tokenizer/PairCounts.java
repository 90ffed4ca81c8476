package io.millrace.trainer.tokenizer;

import it.unimi.dsi.fastutil.booleans.BooleanArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Frequencies of pairs of symbols, and the words that have them, during training. The most frequent
 * pair comes from a heap with entries that may be outdated; an outdated entry goes back with its
 * current count.
 */
final class PairCounts {

  /** A pair with its count at the time when it entered the heap. */
  private record Entry(long count, long pair) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int order = Long.compare(other.count, count);
      return order != 0 ? order : Long.compare(pair, other.pair);
    }
  }

  private final Long2IntOpenHashMap places = new Long2IntOpenHashMap();
  private final LongArrayList counts = new LongArrayList();
  private final List<IntArrayList> words = new ArrayList<>();

  /** Pairs with a higher count than in the heap. */
  private final LongArrayList grown = new LongArrayList();

  /** Whether a pair is in {@link #grown}, by its index. */
  private final BooleanArrayList waiting = new BooleanArrayList();

  private final PriorityQueue<Entry> heap = new PriorityQueue<>();

  PairCounts() {
    places.defaultReturnValue(-1);
  }

  /** Adds to the count of a pair; stores the word when the count grows. */
  void add(int left, int right, long count, int word) {
    long pair = PairTable.key(left, right);
    int place = places.get(pair);
    if (place < 0) {
      place = counts.size();
      places.put(pair, place);
      counts.add(0);
      words.add(new IntArrayList(2));
      grown.add(pair);
      waiting.add(true);
    } else if (count > 0 && !waiting.getBoolean(place)) {
      grown.add(pair);
      waiting.set(place, true);
    }
    counts.set(place, counts.getLong(place) + count);
    if (count > 0) {
      IntArrayList list = words.get(place);
      if (list == null) {
        list = new IntArrayList(2);
        words.set(place, list);
      }
      if (list.isEmpty() || list.getInt(list.size() - 1) != word) {
        list.add(word);
      }
    }
  }

  /** Puts pairs with higher counts into the heap. */
  void settle() {
    for (int i = 0; i < grown.size(); i++) {
      int place = places.get(grown.getLong(i));
      heap.add(new Entry(counts.getLong(place), grown.getLong(i)));
      waiting.set(place, false);
    }
    grown.clear();
  }

  /** The most frequent pair, or -1 if it occurs less than {@code atLeast} times. */
  long best(long atLeast) {
    while (!heap.isEmpty()) {
      Entry top = heap.poll();
      int place = places.get(top.pair);
      long count = place < 0 ? 0 : counts.getLong(place);
      if (count == top.count && count >= atLeast) {
        return top.pair;
      }
      if (count < top.count && count >= atLeast) {
        heap.add(new Entry(count, top.pair));
      }
    }
    return -1;
  }

  /** Returns the words that may have a pair, and removes them. */
  int[] takeWords(long pair) {
    IntArrayList list = words.set(places.get(pair), null);
    return list == null ? new int[0] : list.toIntArray();
  }

  /** Resets the count of a pair that no word has. */
  void forget(long pair) {
    counts.set(places.get(pair), 0);
  }
}
