package io.millrace.extract.tree;

import io.millrace.extract.text.AttributeWords;
import io.millrace.extract.text.CueWords;
import io.millrace.extract.text.WordHashes;
import io.millrace.extract.tree.BoilerplateCues.Cue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Meaning of the value of a {@code class}, {@code id}, {@code role}, {@code itemprop} or {@code
 * rel}. Pages repeat few values on many elements, so each value is read once.
 *
 * @param topics bits of {@link Cues}
 * @param cue whether it names content or boilerplate
 * @param hints {@link #AUTHOR} and {@link #DATE}
 * @param embedded source of embedded text that a class names, 1 to 6, or 0
 * @param stem hash of the value without digits: {@code post-1} and {@code post-2} have the same
 * @param words hashes of its words, as in {@link WordHashes#ofAttribute}
 */
public record NamedPart(int topics, Cue cue, int hints, int embedded, long stem, long[] words) {

  public static final int AUTHOR = 1;
  public static final int DATE = 2;

  static final NamedPart NONE = new NamedPart(0, Cue.NONE, 0, 0, 7, new long[0]);

  /** Reads the values of one page. Used by one thread. */
  public static final class Reader {

    private final Map<String, NamedPart> known = new HashMap<>(512);
    private final long[] words = new long[WordHashes.MOST_WORDS];

    public NamedPart of(String value) {
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
   * Reads a value in one pass. Words of topics are runs of letters. Words of cues are runs of
   * letters and digits, or two consecutive ones. A capital after a small letter starts a new word.
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
        hints |= HINT_OF[pair] == 0 ? 0 : hintAt(value, i - 1, HINT_OF[pair]);
      }
      endLetters();
      endWord(' ');
      long[] own = Arrays.copyOf(words, wordCount);
      return new NamedPart(topics, cue, hints, source(value.trim()), stem, own);
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

  /** Source of {@code EmbeddedText} that the classes name, 1 to 6, or 0. */
  private static int source(String classes) {
    if (classes.startsWith("linkeddata ")) {
      return classes.contains("articleBody") ? 1 : classes.contains("description") ? 2 : 3;
    } else if (classes.startsWith("state ")) {
      return classes.contains("escription") ? 4 : 5;
    }
    return classes.startsWith("meta ") ? 6 : 0;
  }

  /** Words within a value that name an author, then those that name a date. */
  private static final String[] HINTS = {
    "author", "byline", "username", "date", "publish", "posted", "time"
  };

  private static final int AUTHORS = 3;

  /** By {@link #pair} of letters: the hint that begins with it, counted from 1, or 0. */
  private static final byte[] HINT_OF = new byte[1 << 10];

  static {
    for (int i = 0; i < HINTS.length; i++) {
      HINT_OF[pair(HINTS[i].charAt(0), HINTS[i].charAt(1))] = (byte) (i + 1);
    }
  }

  /** The last five bits of two characters, which do not depend on the case of letters. */
  private static int pair(int before, char c) {
    return (before << 5 | c & 31) & HINT_OF.length - 1;
  }

  /** Whether a value names an author or a date anywhere, also within a word. */
  public static int hintsIn(String attribute) {
    int end = Math.min(attribute.length(), 256);
    int found = 0;
    int pair = 0;
    for (int i = 0; i < end; i++) {
      pair = pair(pair, attribute.charAt(i));
      found |= HINT_OF[pair] == 0 ? 0 : hintAt(attribute, i - 1, HINT_OF[pair]);
    }
    return found;
  }

  private static int hintAt(String attribute, int at, int hint) {
    String word = HINTS[hint - 1];
    if (attribute.length() - at < word.length()) {
      return 0;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((attribute.charAt(at + i) | 0x20) != word.charAt(i)) {
        return 0;
      }
    }
    return hint <= AUTHORS ? AUTHOR : DATE;
  }
}
