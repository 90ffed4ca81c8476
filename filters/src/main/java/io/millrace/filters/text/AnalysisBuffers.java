package io.millrace.filters.text;

import io.millrace.api.TextAnalysis;
import java.util.Arrays;

/**
 * The arrays of an analysis. The analyser fills them; filters read them as {@link TextAnalysis}.
 */
final class AnalysisBuffers implements TextAnalysis {

  /** Buffers for more words or lines than this are released when a smaller text follows. */
  private static final int KEPT = 1 << 20;

  private static final int INITIAL = 1 << 10;

  String text = "";
  char[] chars = new char[1 << 14];
  int length;
  int codePoints;

  int words;
  int[] wordStarts;
  int[] wordEnds;
  int[] wordCodePointStarts;
  int[] wordCodePoints;
  byte[] wordFlags;
  long[] wordHashes;
  long[] foldedWordHashes;

  int lines;
  int[] lineStarts;
  int[] lineEnds;
  int[] lineCodePoints;
  int[] lineFirstWords;
  byte[] lineFlags;

  /** Sentences, hash signs and ellipses up to the end of each line. */
  int[] lineSentences;

  int[] lineHashSigns;
  int[] lineEllipses;
  private long[] lineHashes = {};
  private boolean lineHashesKnown;

  int paragraphs;
  int[] paragraphStarts;
  int[] paragraphEnds;
  int[] paragraphCodePoints;
  private long[] paragraphHashes = {};
  private boolean paragraphHashesKnown;

  int sentences;
  int hashSigns;
  int ellipses;

  AnalysisBuffers() {
    allocateWords();
    allocateLines();
    allocateParagraphs();
  }

  /** Starts the analysis of a text. */
  void reset(String newText) {
    giveUpLargeBuffers(newText.length());
    begin(newText);
  }

  /** Starts the analysis of a text that is derived from the last one, which stays in the arrays. */
  void begin(String newText) {
    text = newText;
    length = newText.length();
    if (chars.length < length) {
      chars = new char[Math.max(length, (int) Math.min(Integer.MAX_VALUE - 8, 2L * chars.length))];
    }
    newText.getChars(0, length, chars, 0);
    codePoints = 0;
    words = 0;
    lines = 0;
    paragraphs = 0;
    sentences = 0;
    hashSigns = 0;
    ellipses = 0;
    lineHashesKnown = false;
    paragraphHashesKnown = false;
  }

  private void giveUpLargeBuffers(int newLength) {
    if (newLength > KEPT) {
      return;
    }
    if (chars.length > 4 * KEPT) {
      chars = new char[Math.max(newLength, 1 << 14)];
    }
    if (wordStarts.length > KEPT) {
      allocateWords();
    }
    if (lineStarts.length > KEPT) {
      allocateLines();
    }
    if (paragraphStarts.length > KEPT) {
      allocateParagraphs();
    }
  }

  private void allocateWords() {
    wordStarts = new int[INITIAL];
    wordEnds = new int[INITIAL];
    wordCodePointStarts = new int[INITIAL];
    wordCodePoints = new int[INITIAL];
    wordFlags = new byte[INITIAL];
    wordHashes = new long[INITIAL];
    foldedWordHashes = new long[INITIAL];
  }

  private void allocateLines() {
    lineStarts = new int[INITIAL];
    lineEnds = new int[INITIAL];
    lineCodePoints = new int[INITIAL];
    lineFirstWords = new int[INITIAL + 1];
    lineFlags = new byte[INITIAL];
    lineSentences = new int[INITIAL];
    lineHashSigns = new int[INITIAL];
    lineEllipses = new int[INITIAL];
    lineHashes = new long[0];
  }

  private void allocateParagraphs() {
    paragraphStarts = new int[INITIAL];
    paragraphEnds = new int[INITIAL];
    paragraphCodePoints = new int[INITIAL];
    paragraphHashes = new long[0];
  }

  void addWord(
      int start, int end, int pairsBefore, int pairsInside, long exact, long folded, int seen) {
    int at = words;
    if (at == wordStarts.length) {
      growWords();
    }
    wordStarts[at] = start;
    wordEnds[at] = end;
    wordCodePointStarts[at] = start - pairsBefore;
    wordCodePoints[at] = end - start - pairsInside;
    // the two flags are adjacent in the table's int, as in the byte of the analysis
    wordFlags[at] = (byte) ((seen & (CharacterTable.LETTER | CharacterTable.DIGIT)) >>> 26);
    wordHashes[at] = exact;
    foldedWordHashes[at] = folded;
    words = at + 1;
  }

  private void growWords() {
    int size = grown(words);
    wordStarts = Arrays.copyOf(wordStarts, size);
    wordEnds = Arrays.copyOf(wordEnds, size);
    wordCodePointStarts = Arrays.copyOf(wordCodePointStarts, size);
    wordCodePoints = Arrays.copyOf(wordCodePoints, size);
    wordFlags = Arrays.copyOf(wordFlags, size);
    wordHashes = Arrays.copyOf(wordHashes, size);
    foldedWordHashes = Arrays.copyOf(foldedWordHashes, size);
  }

  // at most one place per UTF-16 unit of the text, since each word and line has at least one
  private int grown(int size) {
    return (int) Math.min(size + (long) Math.max(size >> 1, INITIAL), Math.max(length, size) + 1L);
  }

  void addLine(int start, int end, int pairs, int firstWord, int flags) {
    int at = lines;
    if (at == lineStarts.length) {
      int size = grown(at);
      lineStarts = Arrays.copyOf(lineStarts, size);
      lineEnds = Arrays.copyOf(lineEnds, size);
      lineCodePoints = Arrays.copyOf(lineCodePoints, size);
      lineFirstWords = Arrays.copyOf(lineFirstWords, size + 1);
      lineFlags = Arrays.copyOf(lineFlags, size);
      lineSentences = Arrays.copyOf(lineSentences, size);
      lineHashSigns = Arrays.copyOf(lineHashSigns, size);
      lineEllipses = Arrays.copyOf(lineEllipses, size);
    }
    lineStarts[at] = start;
    lineEnds[at] = end;
    lineCodePoints[at] = end - start - pairs;
    lineFirstWords[at] = firstWord;
    lineFlags[at] = (byte) flags;
    lines = at + 1;
  }

  /** Stores the counts at the end of the last line. */
  void countLine() {
    lineSentences[lines - 1] = sentences;
    lineHashSigns[lines - 1] = hashSigns;
    lineEllipses[lines - 1] = ellipses;
  }

  /**
   * Appends copies of words that lie at or after the end of the new words in the arrays.
   *
   * @param by shift of the words in UTF-16 units
   * @param byCodePoints shift in code points
   */
  void copyWords(int from, int to, int by, int byCodePoints) {
    int at = words;
    int count = to - from;
    for (int i = 0; i < count; i++) {
      wordStarts[at + i] = wordStarts[from + i] + by;
      wordEnds[at + i] = wordEnds[from + i] + by;
      wordCodePointStarts[at + i] = wordCodePointStarts[from + i] + byCodePoints;
    }
    System.arraycopy(wordCodePoints, from, wordCodePoints, at, count);
    System.arraycopy(wordFlags, from, wordFlags, at, count);
    System.arraycopy(wordHashes, from, wordHashes, at, count);
    System.arraycopy(foldedWordHashes, from, foldedWordHashes, at, count);
    words = at + count;
  }

  void addParagraph(int start, int end, int pairs) {
    int at = paragraphs;
    if (at == paragraphStarts.length) {
      int size = grown(at);
      paragraphStarts = Arrays.copyOf(paragraphStarts, size);
      paragraphEnds = Arrays.copyOf(paragraphEnds, size);
      paragraphCodePoints = Arrays.copyOf(paragraphCodePoints, size);
    }
    paragraphStarts[at] = start;
    paragraphEnds[at] = end;
    paragraphCodePoints[at] = end - start - pairs;
    paragraphs = at + 1;
  }

  /** Ends the analysis, after all words and lines. */
  void finish(int pairs) {
    lineFirstWords[lines] = words;
    codePoints = length - pairs;
  }

  boolean isWhiteSpace(int at) {
    return (CharacterTable.BMP[chars[at]] & CharacterTable.WHITE_SPACE) != 0;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public int codePoints() {
    return codePoints;
  }

  @Override
  public int words() {
    return words;
  }

  @Override
  public int[] wordStarts() {
    return wordStarts;
  }

  @Override
  public int[] wordEnds() {
    return wordEnds;
  }

  @Override
  public int[] wordCodePointStarts() {
    return wordCodePointStarts;
  }

  @Override
  public int[] wordCodePoints() {
    return wordCodePoints;
  }

  @Override
  public byte[] wordFlags() {
    return wordFlags;
  }

  @Override
  public long[] wordHashes() {
    return wordHashes;
  }

  @Override
  public long[] foldedWordHashes() {
    return foldedWordHashes;
  }

  @Override
  public int lines() {
    return lines;
  }

  @Override
  public int[] lineStarts() {
    return lineStarts;
  }

  @Override
  public int[] lineEnds() {
    return lineEnds;
  }

  @Override
  public int[] lineCodePoints() {
    return lineCodePoints;
  }

  @Override
  public int[] lineFirstWords() {
    return lineFirstWords;
  }

  @Override
  public byte[] lineFlags() {
    return lineFlags;
  }

  @Override
  public long[] lineHashes() {
    if (!lineHashesKnown) {
      lineHashes = lineHashes.length < lines ? new long[lineStarts.length] : lineHashes;
      for (int i = 0; i < lines; i++) {
        lineHashes[i] = trimmedHash(lineStarts[i], lineEnds[i]);
      }
      lineHashesKnown = true;
    }
    return lineHashes;
  }

  private long trimmedHash(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isWhiteSpace(start)) {
      start++;
    }
    while (end > start && isWhiteSpace(end - 1)) {
      end--;
    }
    return WordHash.content(chars, start, end);
  }

  @Override
  public int paragraphs() {
    return paragraphs;
  }

  @Override
  public int[] paragraphStarts() {
    return paragraphStarts;
  }

  @Override
  public int[] paragraphEnds() {
    return paragraphEnds;
  }

  @Override
  public int[] paragraphCodePoints() {
    return paragraphCodePoints;
  }

  @Override
  public long[] paragraphHashes() {
    if (!paragraphHashesKnown) {
      paragraphHashes =
          paragraphHashes.length < paragraphs ? new long[paragraphStarts.length] : paragraphHashes;
      hashParagraphs(lineHashes());
      paragraphHashesKnown = true;
    }
    return paragraphHashes;
  }

  private void hashParagraphs(long[] hashesOfLines) {
    int paragraph = 0;
    boolean open = false;
    long hash = WordHash.SEED;
    for (int i = 0; i < lines; i++) {
      boolean blank = (lineFlags[i] & LINE_BLANK) != 0;
      if (!blank) {
        hash = WordHash.step(hash, hashesOfLines[i]);
        open = true;
      }
      if (open && (blank || i == lines - 1)) {
        paragraphHashes[paragraph++] = WordHash.finish(hash);
        hash = WordHash.SEED;
        open = false;
      }
    }
  }

  @Override
  public int sentences() {
    return sentences;
  }

  @Override
  public int hashSigns() {
    return hashSigns;
  }

  @Override
  public int ellipses() {
    return ellipses;
  }
}
