package io.millrace.dedup.index;

import io.millrace.corpus.Hash128;
import java.util.Comparator;

/**
 * A document in an index.
 *
 * @param timestamp milliseconds since 1970, or {@link io.millrace.dedup.Mark#UNKNOWN_TIME}
 * @param keys one per band
 * @param sketch of {@link io.millrace.dedup.MinHasher#sketch}
 */
record IndexEntry(long timestamp, Hash128 id, long[] keys, byte[] sketch) {

  static final Comparator<IndexEntry> ORDER =
      Comparator.comparingLong(IndexEntry::timestamp).thenComparing(IndexEntry::id);
}
