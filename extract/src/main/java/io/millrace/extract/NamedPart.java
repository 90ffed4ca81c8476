package io.millrace.extract;

import io.millrace.extract.BoilerplateCues.Cue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the value of a {@code class}, {@code id}, {@code role}, {@code itemprop} or {@code rel} says
 * of the element that has it. Pages repeat few values on many elements, so that each is read once.
 *
 * @param topics bits of {@link Cues}
 * @param cue whether it names content or boilerplate
 * @param hints {@link #AUTHOR} and {@link #DATE}
 * @param stem hash of the value without digits: {@code post-1} and {@code post-2} are alike
 * @param words its words as {@link WordHashes#ofAttribute} has them
 */
record NamedPart(int topics, Cue cue, int hints, long stem, long[] words) {

  static final int AUTHOR = 1;
  static final int DATE = 2;

  static final NamedPart NONE = new NamedPart(0, Cue.NONE, 0, 7, new long[0]);

  /** The values of one page. Used by one thread. */
  static final class Reader {

    private final Map<String, NamedPart> known = new HashMap<>();
    private final long[] words = new long[WordHashes.MOST_WORDS];

    NamedPart of(String value) {
      if (value.isEmpty()) {
        return NONE;
      }
      String start = AttributeWords.start(value);
      NamedPart part = known.get(start);
      if (part == null) {
        part = new Judge(words).read(start);
        known.put(start, part);
      }
      return part;
    }
  }

  /**
   * Goes over a value once. Topics are named by runs of letters, cues also by runs of letters and
   * digits and by two of these after each other; capitals after small letters start a new one.
   */
  private static final class Judge {

    private final long[] words;
    private int wordCount;
    private long letters = WordHashes.START;
    private int letterCount;
    private long word = WordHashes.START;
    private int wordLength;
    private long previous;
    private int topics;
    private Cue cue = Cue.NONE;

    Judge(long[] words) {
      this.words = words;
    }

    NamedPart read(String value) {
      long stem = 7;
      boolean afterUpper = false;
      int pair = 0;
      int hints = 0;
      int end = value.length();
      for (int i = 0; i < end; i++) {
        char c = value.charAt(i);
        boolean digit = c >= '0' && c <= '9';
        boolean upper = c >= 'A' && c <= 'Z';
        boolean letter = upper || c >= 'a' && c <= 'z';
        boolean camel = upper && !afterUpper;
        if (!letter || camel) {
          endLetters();
        }
        if (!letter && !digit || camel && wordLength > 0) {
          endWord(c);
        }
        if (letter) {
          int lower = c | 0x20;
          letters = WordHashes.step(letters, lower);
          letterCount++;
          word = WordHashes.step(word, lower);
          wordLength++;
        } else if (digit) {
          word = WordHashes.step(word, c);
          wordLength++;
        }
        stem = digit ? stem : stem * 31 + c;
        afterUpper = upper;
        pair = pair(pair, c);
        hints |= mayHint(pair) ? hintsAt(value, i - 1) : 0;
      }
      endLetters();
      endWord(' ');
      return new NamedPart(topics, cue, hints, stem, Arrays.copyOf(words, wordCount));
    }

    private void endLetters() {
      if (letterCount > 1) {
        topics |= Cues.WORDS.get(letters);
        words[wordCount++] = letters;
      }
      letters = WordHashes.START;
      letterCount = 0;
    }

    private void endWord(char next) {
      if (wordLength > 0) {
        int says = BoilerplateCues.WORDS.get(word);
        if (previous != 0) {
          says |= BoilerplateCues.WORDS.get(CueWords.phrase(previous, word));
        }
        if ((says & BoilerplateCues.NAMES_CONTENT) != 0) {
          cue = Cue.CONTENT;
        } else if (says != 0 && cue == Cue.NONE) {
          cue = Cue.BOILERPLATE;
        }
        previous = word;
      }
      previous = next == ' ' ? 0 : previous;
      word = WordHashes.START;
      wordLength = 0;
    }
  }

  /** Words within a value that name an author, and those that name a date. */
  private static final String[][] HINTS = {
    {"author", "byline", "username"}, {"date", "publish", "posted", "time"}
  };

  private static final int[] KINDS = {AUTHOR, DATE};

  /** A bit for each pair of letters that one of them begins with, as {@link #pair} has them. */
  private static final long[] PAIRS = new long[16];

  static {
    for (String[] words : HINTS) {
      for (String word : words) {
        int pair = pair(word.charAt(0), word.charAt(1));
        PAIRS[pair >> 6] |= 1L << pair;
      }
    }
  }

  /** The last five bits of two characters, which are those of a letter in either case. */
  private static int pair(int before, char c) {
    return (before << 5 | c & 31) & 0x3FF;
  }

  private static boolean mayHint(int pair) {
    return (PAIRS[pair >> 6] >>> pair & 1) != 0;
  }

  /** Whether an author or a date is named anywhere in a value, also within a word. */
  static int hintsIn(String attribute) {
    int end = Math.min(attribute.length(), 256);
    int found = 0;
    int pair = 0;
    for (int i = 0; i < end; i++) {
      pair = pair(pair, attribute.charAt(i));
      found |= mayHint(pair) ? hintsAt(attribute, i - 1) : 0;
    }
    return found;
  }

  private static int hintsAt(String attribute, int at) {
    int found = 0;
    for (int i = 0; i < HINTS.length; i++) {
      for (String word : HINTS[i]) {
        found |= attribute.regionMatches(true, at, word, 0, word.length()) ? KINDS[i] : 0;
      }
    }
    return found;
  }
}
