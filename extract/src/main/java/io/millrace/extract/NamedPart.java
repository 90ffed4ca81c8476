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
        part = new Judge().read(start, words);
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

    private long letters = CueWords.START;
    private int letterCount;
    private long word = CueWords.START;
    private int wordLength;
    private long previous;
    private int topics;
    private Cue cue = Cue.NONE;

    NamedPart read(String value, long[] words) {
      long stem = 7;
      boolean afterUpper = false;
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
          char lower = (char) (c | 0x20);
          letters = CueWords.step(letters, lower);
          letterCount++;
          word = CueWords.step(word, lower);
          wordLength++;
        } else if (digit) {
          word = CueWords.step(word, c);
          wordLength++;
        }
        stem = digit ? stem : stem * 31 + c;
        afterUpper = upper;
      }
      endLetters();
      endWord(' ');
      int count = WordHashes.ofAttribute(value, words, null);
      return new NamedPart(topics, cue, hintsIn(value), stem, Arrays.copyOf(words, count));
    }

    private void endLetters() {
      if (letterCount > 1) {
        topics |= Cues.WORDS.get(letters);
      }
      letters = CueWords.START;
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
      word = CueWords.START;
      wordLength = 0;
    }
  }

  /** Whether an author or a date is named anywhere in a value, also within a word. */
  static int hintsIn(String attribute) {
    int end = Math.min(attribute.length(), 256);
    int found = 0;
    int first = end == 0 ? 0 : attribute.charAt(0) | 0x20;
    for (int i = 0; i + 4 <= end; i++) {
      int second = attribute.charAt(i + 1) | 0x20;
      switch (first << 8 | second) {
        case 'a' << 8 | 'u' -> found |= has(attribute, i, "author") ? AUTHOR : 0;
        case 'b' << 8 | 'y' -> found |= has(attribute, i, "byline") ? AUTHOR : 0;
        case 'u' << 8 | 's' -> found |= has(attribute, i, "username") ? AUTHOR : 0;
        case 'd' << 8 | 'a' -> found |= has(attribute, i, "date") ? DATE : 0;
        case 'p' << 8 | 'u' -> found |= has(attribute, i, "publish") ? DATE : 0;
        case 'p' << 8 | 'o' -> found |= has(attribute, i, "posted") ? DATE : 0;
        case 't' << 8 | 'i' -> found |= has(attribute, i, "time") ? DATE : 0;
        default -> {}
      }
      first = second;
    }
    return found;
  }

  private static boolean has(String attribute, int at, String word) {
    return attribute.regionMatches(true, at, word, 0, word.length());
  }
}
