package io.millrace.trainer.tokenizer;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns byte pairs (Sennrich, Haddow and Birch 2016): repeatedly, the most frequent pair becomes a
 * token; among equally frequent pairs, the one with the smallest ids. Ids and merges are those of
 * the trainer of Hugging Face's tokenizers for the same words. The result depends only on the
 * counts. Uses one thread, and about 12 bytes of memory for each byte of different words.
 */
public final class BpeTrainer {

  private static final int BYTES = 256;

  private final TokenizerSettings settings;
  private final List<byte[]> tokens = new ArrayList<>();
  private final SortedMap<String, Integer> special = new TreeMap<>();
  private final List<BpeModel.Merge> merges = new ArrayList<>();
  private final PairCounts pairs = new PairCounts();

  /** Symbols of all words; the symbols of a word shrink towards its start. */
  private int[] symbols;

  private int[] starts;
  private int[] lengths;
  private long[] counts;

  private BpeTrainer(TokenizerSettings settings) {
    this.settings = settings;
  }

  /**
   * @param words words counted with the pattern of the settings
   * @return a tokenizer with the vocabulary of the settings, or a smaller one when no pair is
   *     frequent enough
   */
  public static BpeTokenizer train(WordCounts words, TokenizerSettings settings) {
    if (words.pattern() != settings.pattern()) {
      throw new IllegalArgumentException("the words were split by another pattern");
    }
    BpeTrainer trainer = new BpeTrainer(settings);
    trainer.alphabet();
    trainer.take(words);
    trainer.run();
    BpeModel model =
        new BpeModel(settings.pattern(), trainer.tokens, trainer.special, trainer.merges, false);
    return new BpeTokenizer(model, TokenizerJson.write(model));
  }

  /** Special tokens, then bytes in the order of their characters in {@link ByteAlphabet}. */
  private void alphabet() {
    for (String name : settings.allSpecial()) {
      special.put(name, tokens.size());
      tokens.add(null);
    }
    Integer[] bytes = new Integer[BYTES];
    Arrays.setAll(bytes, value -> value);
    Arrays.sort(
        bytes,
        (one, other) ->
            Character.compare(ByteAlphabet.character(one), ByteAlphabet.character(other)));
    for (int value : bytes) {
      tokens.add(new byte[] {(byte) value});
    }
  }

  private void take(WordCounts words) {
    int[] byteIds = new int[BYTES];
    for (int id = special.size(); id < tokens.size(); id++) {
      byteIds[tokens.get(id)[0] & 0xff] = id;
    }
    int[] order = words.order();
    starts = new int[order.length];
    lengths = new int[order.length];
    counts = new long[order.length];
    symbols = new int[1 << 12];
    int used = 0;
    for (int i = 0; i < order.length; i++) {
      byte[] word = words.word(order[i]);
      if (symbols.length - used < word.length) {
        symbols = Arrays.copyOf(symbols, 2 * symbols.length);
      }
      starts[i] = used;
      lengths[i] = word.length;
      counts[i] = words.count(order[i]);
      for (byte value : word) {
        symbols[used++] = byteIds[value & 0xff];
      }
      for (int at = starts[i]; at + 1 < used; at++) {
        pairs.add(symbols[at], symbols[at + 1], counts[i], i);
      }
    }
    pairs.settle();
  }

  private void run() {
    TokenIds ids = new TokenIds(tokens);
    // a pair can return when other merges lead to the same tokens
    LongOpenHashSet learned = new LongOpenHashSet();
    while (tokens.size() < settings.vocabulary()) {
      long best = pairs.best(settings.minFrequency());
      if (best < 0) {
        return;
      }
      int left = (int) (best >>> 32);
      int right = (int) best;
      byte[] token = joined(tokens.get(left), tokens.get(right));
      int[] places = pairs.takeWords(best);
      if (token.length <= settings.maxTokenBytes()) {
        int merged = ids.idOf(token);
        if (learned.add(best)) {
          merges.add(new BpeModel.Merge(left, right, merged));
        }
        for (int word : places) {
          merge(word, left, right, merged);
        }
      }
      pairs.forget(best);
      pairs.settle();
    }
  }

  private static byte[] joined(byte[] left, byte[] right) {
    byte[] token = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, token, left.length, right.length);
    return token;
  }

  /** Merges a pair in a word from the left, and updates the counts of its neighbours. */
  private void merge(int word, int left, int right, int merged) {
    int from = starts[word];
    int end = from + lengths[word];
    long count = counts[word];
    int to = from;
    for (int at = from; at < end; ) {
      if (at + 1 == end || symbols[at] != left || symbols[at + 1] != right) {
        symbols[to++] = symbols[at++];
        continue;
      }
      if (to > from) {
        pairs.add(symbols[to - 1], left, -count, word);
        pairs.add(symbols[to - 1], merged, count, word);
      }
      if (at + 2 < end) {
        pairs.add(right, symbols[at + 2], -count, word);
        pairs.add(merged, symbols[at + 2], count, word);
      }
      symbols[to++] = merged;
      at += 2;
    }
    lengths[word] = to - from;
  }
}
