package io.millrace.trainer.tokenizer;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The data of a byte-level byte-pair tokenizer.
 *
 * @param pattern splits texts into words
 * @param tokens bytes of every token by id; null for unused ids and special tokens
 * @param special ids of special tokens by name
 * @param merges pairs of ids, in merge order
 * @param wholeWords whether a word that equals a token becomes that token without merges
 */
record BpeModel(
    SplitPattern pattern,
    List<byte[]> tokens,
    SortedMap<String, Integer> special,
    List<Merge> merges,
    boolean wholeWords) {

  /** Ids of two tokens and of the token that they become. */
  record Merge(int left, int right, int merged) {}

  BpeModel {
    tokens = Collections.unmodifiableList(tokens);
    special = Collections.unmodifiableSortedMap(new TreeMap<>(special));
    merges = List.copyOf(merges);
  }

  /** Id of each single byte. */
  int[] byteIds() {
    int[] ids = new int[256];
    java.util.Arrays.fill(ids, -1);
    for (int id = 0; id < tokens.size(); id++) {
      byte[] token = tokens.get(id);
      if (token != null && token.length == 1) {
        ids[token[0] & 0xff] = id;
      }
    }
    for (int value = 0; value < ids.length; value++) {
      if (ids[value] < 0) {
        throw new TokenizerException("the vocabulary has no token for the byte " + value);
      }
    }
    return ids;
  }

  /** Rank and id of the merged token by pair: {@code rank << 32 | id}. */
  PairTable ranks() {
    PairTable ranks = new PairTable(merges.size());
    for (int rank = merges.size() - 1; rank >= 0; rank--) {
      // from the back, so that the first of equal pairs counts
      Merge merge = merges.get(rank);
      ranks.put(PairTable.key(merge.left, merge.right), (long) rank << 32 | merge.merged);
    }
    return ranks;
  }
}
