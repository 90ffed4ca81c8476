package io.millrace.trainer.tokenizer;

import static io.millrace.trainer.tokenizer.CharacterClasses.LETTER;
import static io.millrace.trainer.tokenizer.CharacterClasses.NEWLINE;
import static io.millrace.trainer.tokenizer.CharacterClasses.NUMBER;
import static io.millrace.trainer.tokenizer.CharacterClasses.OTHER;
import static io.millrace.trainer.tokenizer.CharacterClasses.SPACE;

/**
 * Splits valid UTF-8 into the words of a {@link SplitPattern} in one pass without a regular
 * expression: the classes of the first code points select the branch. Linear time, no state.
 */
final class WordScanner {

  private final byte[] classes;
  private final boolean gpt2;
  private final int digits;

  WordScanner(SplitPattern pattern) {
    this.classes = CharacterClasses.of(pattern.marksAreLetters());
    this.gpt2 = pattern == SplitPattern.GPT_2;
    this.digits = pattern.digits();
  }

  /**
   * The end of the word that starts at {@code start}.
   *
   * @param utf8 valid UTF-8 up to {@code limit}
   * @param start start of a word, less than {@code limit}
   */
  int end(byte[] utf8, int start, int limit) {
    int kind = classAt(utf8, start);
    int next = start + length(utf8[start]);
    if (gpt2) {
      return endAsGpt2(utf8, start, kind, next, limit);
    }
    switch (kind) {
      case LETTER:
        return run(LETTER, utf8, next, limit);
      case NUMBER:
        return numbers(utf8, next, limit);
      case NEWLINE:
        return spaces(utf8, start, limit);
      case SPACE:
        if (next < limit) {
          int following = classAt(utf8, next);
          if (following == LETTER) {
            return run(LETTER, utf8, next, limit);
          }
          if (following == OTHER && utf8[start] == ' ') {
            return others(utf8, next, limit);
          }
        }
        return spaces(utf8, start, limit);
      default:
        if (utf8[start] == '\'') {
          int end = contraction(utf8, next, limit, true);
          if (end > 0) {
            return end;
          }
        }
        return next < limit && classAt(utf8, next) == LETTER
            ? run(LETTER, utf8, next, limit)
            : others(utf8, next, limit);
    }
  }

  private int endAsGpt2(byte[] utf8, int start, int kind, int next, int limit) {
    if (utf8[start] == '\'') {
      int end = contraction(utf8, next, limit, false);
      if (end > 0) {
        return end;
      }
    }
    if (kind == SPACE || kind == NEWLINE) {
      int following = utf8[start] == ' ' && next < limit ? classAt(utf8, next) : SPACE;
      return following == SPACE || following == NEWLINE
          ? spaces(utf8, start, limit)
          : run(following, utf8, next, limit);
    }
    return run(kind, utf8, next, limit);
  }

  /** End of the code points of a class from {@code at} on. */
  private int run(int kind, byte[] utf8, int at, int limit) {
    while (at < limit) {
      byte first = utf8[at];
      if (first >= 0) {
        if (classes[first] != kind) {
          return at;
        }
        at++;
      } else {
        if (classes[point(utf8, at)] != kind) {
          return at;
        }
        at += length(first);
      }
    }
    return at;
  }

  private int numbers(byte[] utf8, int at, int limit) {
    for (int i = 1; i < digits && at < limit && classAt(utf8, at) == NUMBER; i++) {
      at += length(utf8[at]);
    }
    return at;
  }

  /** {@code [^\s\p{L}\p{N}]+[\r\n]*} */
  private int others(byte[] utf8, int at, int limit) {
    int end = run(OTHER, utf8, at, limit);
    while (end < limit && (utf8[end] == '\n' || utf8[end] == '\r')) {
      end++;
    }
    return end;
  }

  /** {@code \s*[\r\n]+|\s+(?!\S)|\s+}; GPT-2 does not have the first branch. */
  private int spaces(byte[] utf8, int start, int limit) {
    int end = start;
    int last = start;
    int afterNewline = -1;
    while (end < limit) {
      int kind = classAt(utf8, end);
      if (kind != SPACE && kind != NEWLINE) {
        break;
      }
      last = end;
      end += length(utf8[end]);
      afterNewline = kind == NEWLINE ? end : afterNewline;
    }
    if (afterNewline > 0 && !gpt2) {
      return afterNewline;
    }
    return end == limit || last == start ? end : last;
  }

  /**
   * End of {@code 's 't 're 've 'm 'll 'd} with the apostrophe before {@code at}, or -1. If case
   * does not matter, the long s (U+017F) is an s too.
   */
  private static int contraction(byte[] utf8, int at, int limit, boolean anyCase) {
    if (at >= limit) {
      return -1;
    }
    int first = anyCase ? lower(utf8[at]) : utf8[at];
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return at + 1;
    }
    if (at + 1 >= limit) {
      return -1;
    }
    int second = anyCase ? lower(utf8[at + 1]) : utf8[at + 1];
    boolean pair =
        first == 'r' && second == 'e'
            || first == 'v' && second == 'e'
            || first == 'l' && second == 'l'
            || anyCase && first == (byte) 0xc5 && second == (byte) 0xbf;
    return pair ? at + 2 : -1;
  }

  private static int lower(byte unit) {
    return unit >= 'A' && unit <= 'Z' ? unit + ('a' - 'A') : unit;
  }

  private int classAt(byte[] utf8, int at) {
    byte first = utf8[at];
    return classes[first >= 0 ? first : point(utf8, at)];
  }

  /** Number of bytes of the code point that starts with this byte. */
  static int length(byte first) {
    return first >= 0 ? 1 : first < (byte) 0xe0 ? 2 : first < (byte) 0xf0 ? 3 : 4;
  }

  /** The code point beyond ASCII at an index. */
  private static int point(byte[] utf8, int at) {
    int first = utf8[at];
    int second = utf8[at + 1] & 0x3f;
    if (first < (byte) 0xe0) {
      return (first & 0x1f) << 6 | second;
    }
    int third = utf8[at + 2] & 0x3f;
    if (first < (byte) 0xf0) {
      return (first & 0xf) << 12 | second << 6 | third;
    }
    return (first & 7) << 18 | second << 12 | third << 6 | utf8[at + 3] & 0x3f;
  }
}
