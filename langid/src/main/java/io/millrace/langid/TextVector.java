package io.millrace.langid;

import java.util.Arrays;

/**
 * The mean of the input rows of a text: its words, their character n-grams, and its word n-grams.
 * Rows are added one by one in fastText's order, so the floating-point sum equals fastText's for a
 * text of any length. Used by one thread. Memory does not grow with the text, except by four bytes
 * per word if the model has word n-grams.
 */
final class TextVector {
  private static final int CHUNK = 1 << 13;
  private static final int ROWS = 1 << 13;
  private static final int BLOCK = 8;
  private static final int WORD_NGRAM_FACTOR = 116049371;
  private static final String LABEL_PREFIX = "__label__";
  private static final String END_OF_SENTENCE = "</s>";
  private static final int END_HASH = Vocabulary.hash(new byte[] {'<', '/', 's', '>'}, 0, 4);

  /** Space, tab, line feed, vertical tab, form feed, carriage return and the zero byte. */
  private static final long SPACES = 1L << ' ' | 0b11111L << '\t' | 1L;

  private final Vocabulary vocabulary;
  private final Buckets buckets;
  private final float[] input;
  private final int dimension;
  private final int minLength;
  private final int maxLength;
  private final int wordNgrams;

  private final WordCache cache = new WordCache();
  private final char[] chars;
  private final EncodedWord word;
  private final int[] hashes;
  private final int[] rows;
  private final float[] hidden;
  private int[] wordHashes = new int[64];
  private int pending;
  private long added;
  private int words;
  private boolean ended;

  TextVector(FastTextModel model) {
    ModelArguments arguments = model.arguments();
    vocabulary = model.vocabulary();
    buckets = model.buckets();
    input = model.input().values();
    dimension = arguments.dimension();
    minLength = Math.max(1, arguments.minLength());
    maxLength = Math.max(0, arguments.maxLength());
    wordNgrams = arguments.wordNgrams();
    // a token that fills a chunk is longer than any word of the vocabulary
    chars = new char[Math.max(CHUNK, vocabulary.longest() + 1)];
    word = new EncodedWord(minLength, maxLength, chars.length);
    hashes = new int[(WordCache.LONGEST_WORD + 2) * Math.max(1, maxLength)];
    rows = new int[ROWS + hashes.length + 1];
    hidden = new float[dimension];
  }

  /** Reads a text. Returns false if it has no words, or none with a row. */
  boolean read(String text) {
    Arrays.fill(hidden, 0);
    pending = 0;
    added = 0;
    words = 0;
    ended = false;
    readTokens(text);
    if (words == 0) {
      return false;
    }
    endSentence();
    addWordNgrams();
    flush();
    float scale = (float) (1.0 / added);
    for (int i = 0; i < dimension; i++) {
      hidden[i] *= scale;
    }
    return added > 0;
  }

  /** The mean row of the text read last. */
  float[] hidden() {
    return hidden;
  }

  private void readTokens(String text) {
    int done = 0;
    while (done < text.length() && !ended) {
      int length = Math.min(text.length() - done, chars.length);
      text.getChars(done, done + length, chars, 0);
      int used = readChunk(length, done + length == text.length());
      done += used > 0 ? used : readLongToken(text, done);
    }
  }

  /**
   * Reads the tokens of a chunk.
   *
   * @return chars used: all, or those before a token that may continue in the next chunk
   */
  private int readChunk(int length, boolean last) {
    int i = 0;
    while (!ended) {
      while (i < length && isSpace(chars[i])) {
        i++;
      }
      if (i == length) {
        break;
      }
      int start = i;
      int hash = 0;
      while (i < length && !isSpace(chars[i])) {
        hash = 31 * hash + chars[i];
        i++;
      }
      if (i == length && !last) {
        return start;
      }
      readToken(start, i, hash);
    }
    return length;
  }

  private static boolean isSpace(char c) {
    return c <= ' ' && (SPACES >>> c & 1) != 0;
  }

  private void readToken(int start, int end, int hash) {
    boolean cacheable = end - start <= WordCache.LONGEST_WORD;
    if (cacheable) {
      int entry = cache.find(chars, start, end, hash);
      if (entry != 0) {
        if (pending + cache.rowCount(entry) > rows.length) {
          flush();
        }
        cache.copyRows(entry, rows, pending);
        pending += cache.rowCount(entry);
        countWord(cache.wordHash(entry));
        return;
      }
      if (pending + hashes.length >= rows.length) {
        flush();
      }
    }
    int first = pending;
    word.clear();
    word.append(chars, start, end);
    word.end();
    int index = word.find(vocabulary);
    if (isNoWord(start, end, index)) {
      return;
    }
    if (index >= 0) {
      push(index);
    }
    addNgrams(word.starts());
    countWord(word.hash());
    if (cacheable) {
      cache.put(chars, start, end, hash, word.hash(), rows, first, pending - first);
    }
  }

  /** Whether the token is a label, which fastText skips, or the token that ends a text. */
  private boolean isNoWord(int start, int end, int index) {
    if (end - start == END_OF_SENTENCE.length() && startsWith(start, END_OF_SENTENCE)) {
      ended = true;
      return true;
    }
    if (index >= 0) {
      return index >= vocabulary.words();
    }
    return end - start >= LABEL_PREFIX.length() && startsWith(start, LABEL_PREFIX);
  }

  private boolean startsWith(int start, String prefix) {
    for (int i = 0; i < prefix.length(); i++) {
      if (chars[start + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads a token that does not fit into a chunk: text without spaces, or data. It is not in the
   * vocabulary; its n-grams are added piece by piece.
   *
   * @return chars used
   */
  private int readLongToken(String text, int from) {
    boolean label = text.startsWith(LABEL_PREFIX, from);
    word.clear();
    int i = from;
    boolean more = true;
    while (more) {
      while (more && !word.isFull()) {
        int codePoint = text.codePointAt(i);
        word.append(codePoint);
        i += Character.charCount(codePoint);
        more = i < text.length() && !isSpace(text.charAt(i));
      }
      if (!more) {
        word.end();
      }
      int starts = word.starts();
      if (!label) {
        addNgrams(starts);
      }
      word.dropBefore(starts);
    }
    if (!label) {
      countWord(word.hash());
    }
    return i - from;
  }

  private void addNgrams(int starts) {
    if (maxLength == 0) {
      return;
    }
    int step = hashes.length / maxLength;
    for (int start = 0; start < starts; start += step) {
      int count = word.hashNgrams(start, Math.min(starts, start + step), hashes);
      if (pending + count > rows.length) {
        flush();
      }
      pending = buckets.rows(hashes, count, rows, pending);
    }
  }

  private void push(int row) {
    rows[pending] = row;
    pending += ~row >>> 31; // the next row overwrites an absent one, which is negative
  }

  private void countWord(int wordHash) {
    if (wordNgrams > 1) {
      if (words == wordHashes.length) {
        wordHashes = Arrays.copyOf(wordHashes, 2 * words);
      }
      wordHashes[words] = wordHash;
    }
    words++;
  }

  private void endSentence() {
    if (pending == rows.length) {
      flush();
    }
    push(vocabulary.endOfSentence());
    countWord(END_HASH);
  }

  private void addWordNgrams() {
    if (wordNgrams <= 1) {
      return;
    }
    for (int i = 0; i < words; i++) {
      long hash = wordHashes[i];
      for (int j = i + 1; j < words && j < i + wordNgrams; j++) {
        hash = hash * WORD_NGRAM_FACTOR + wordHashes[j];
        if (pending == rows.length) {
          flush();
        }
        push(buckets.wideRow(hash));
      }
    }
    if (wordHashes.length > 1 << 16) {
      wordHashes = new int[64]; // do not keep the memory of one huge text
    }
  }

  /** Adds the rows collected so far to the sum. */
  private void flush() {
    int from = 0;
    for (; from + BLOCK <= dimension; from += BLOCK) {
      addBlock(from);
    }
    for (int column = from; column < dimension; column++) {
      float sum = hidden[column];
      for (int i = 0; i < pending; i++) {
        sum += input[rows[i] * dimension + column];
      }
      hidden[column] = sum;
    }
    added += pending;
    pending = 0;
  }

  /** Keeps eight sums in registers: writes no array, and the sums do not depend on each other. */
  private void addBlock(int from) {
    float s0 = hidden[from];
    float s1 = hidden[from + 1];
    float s2 = hidden[from + 2];
    float s3 = hidden[from + 3];
    float s4 = hidden[from + 4];
    float s5 = hidden[from + 5];
    float s6 = hidden[from + 6];
    float s7 = hidden[from + 7];
    for (int i = 0; i < pending; i++) {
      int row = rows[i] * dimension + from;
      s0 += input[row];
      s1 += input[row + 1];
      s2 += input[row + 2];
      s3 += input[row + 3];
      s4 += input[row + 4];
      s5 += input[row + 5];
      s6 += input[row + 6];
      s7 += input[row + 7];
    }
    hidden[from] = s0;
    hidden[from + 1] = s1;
    hidden[from + 2] = s2;
    hidden[from + 3] = s3;
    hidden[from + 4] = s4;
    hidden[from + 5] = s5;
    hidden[from + 6] = s6;
    hidden[from + 7] = s7;
  }
}
