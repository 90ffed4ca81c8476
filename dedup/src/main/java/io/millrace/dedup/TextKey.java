package io.millrace.dedup;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import io.millrace.corpus.Hash128;
import java.util.Arrays;
import java.util.Optional;

/**
 * Key under which texts that read the same are the same: Unicode normal form C, simple case
 * folding, every run of white space and control characters one space, none at the ends. Punctuation
 * and digits stay, for they change what a text says.
 *
 * <p>Not safe for use by several threads: it has working memory. Text that is in form C already,
 * which nearly all is, is never copied to a second string.
 */
public final class TextKey {

  private static final int KEPT_BUFFER = 1 << 20;
  private static final int MAX_BUFFER = Integer.MAX_VALUE - 8;
  private static final int REPLACEMENT = 0xfffd;

  /** Bytes of a {@code char}; a pair of them has four. */
  private static final int MAX_UTF8 = 3;

  private static final int CHUNK = 1 << 10;

  /** Stands for white space and control characters. */
  private static final int SPACE = 0;

  private final boolean foldCase;
  private final Normalizer2 composed = Normalizer2.getNFCInstance();
  private final char[] characters = new char[CHUNK + 1];

  /** By a character's high and low byte what stands for it; made when a row is asked for. */
  private final char[][] normals = new char[256][];

  private byte[] buffer = new byte[1 << 12];
  private int length;

  public TextKey(ExactDedupSettings settings) {
    this.foldCase = settings.foldCase();
  }

  /** Key of a text, or nothing when it has no visible character. */
  public Optional<Hash128> of(String text) {
    // a text of ASCII is in form C, and needs no look at that
    if (!put(text, 0x7f)) {
      put(composed.isNormalized(text) ? text : composed.normalize(text), Character.MAX_VALUE);
    }
    if (length > 0 && buffer[length - 1] == ' ') {
      length--;
    }
    Optional<Hash128> key =
        length == 0 ? Optional.empty() : Optional.of(Hash128.of(buffer, 0, length));
    if (buffer.length > KEPT_BUFFER) {
      buffer = new byte[KEPT_BUFFER];
    }
    return key;
  }

  /**
   * Puts a text into the buffer.
   *
   * @return false as soon as there is a character above the last one that may be
   */
  private boolean put(String text, int last) {
    length = 0;
    int size = text.length();
    for (int from = 0, end; from < size; from = end) {
      end = Math.min(size, from + CHUNK);
      // a pair is not torn
      end += end < size && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
      text.getChars(from, end, characters, 0);
      reserve(MAX_UTF8 * (end - from));
      if (putCharacters(end - from) > last) {
        return false;
      }
    }
    return true;
  }

  /** Gives all the characters' bits. */
  private int putCharacters(int count) {
    char[] in = characters;
    byte[] out = buffer;
    int at = length;
    boolean space = at == 0 || out[at - 1] == ' ';
    int bits = 0;
    for (int i = 0; i < count; i++) {
      char c = in[i];
      bits |= c;
      int point;
      if (Character.isSurrogate(c)) {
        int pair = Character.codePointAt(in, i, count);
        i += Character.charCount(pair) - 1;
        point = pair == c ? REPLACEMENT : normal(pair);
      } else {
        char[] row = normals[c >> 8];
        point = (row == null ? newRow(c >> 8) : row)[c & 0xff];
      }
      if (point != SPACE) {
        at = putUtf8(point, out, at);
        space = false;
      } else if (!space) {
        out[at++] = ' ';
        space = true;
      }
    }
    length = at;
    return bits;
  }

  private char[] newRow(int number) {
    char[] row = new char[256];
    for (int i = 0; i < row.length; i++) {
      row[i] = (char) normal(number << 8 | i);
    }
    normals[number] = row;
    return row;
  }

  /** What stands for a character in the key, or {@link #SPACE}. */
  private int normal(int point) {
    return isSpace(point) ? SPACE : foldCase ? fold(point) : point;
  }

  private static int fold(int point) {
    if (point < 128) {
      return point >= 'A' && point <= 'Z' ? point + 32 : point;
    }
    return UCharacter.foldCase(point, UCharacter.FOLD_CASE_DEFAULT);
  }

  /** White space, control characters, and the two spaces of no width. */
  private static boolean isSpace(int point) {
    if (point < 0xa1) {
      return point <= ' ' || point >= 127;
    }
    return point >= 0x1680
        && (point == 0x200b || point == 0xfeff || UCharacter.isUWhiteSpace(point));
  }

  private static int putUtf8(int point, byte[] out, int to) {
    int at = to;
    if (point < 0x80) {
      out[at++] = (byte) point;
      return at;
    }
    if (point < 0x800) {
      out[at++] = (byte) (0xc0 | point >> 6);
    } else {
      if (point < 0x10000) {
        out[at++] = (byte) (0xe0 | point >> 12);
      } else {
        out[at++] = (byte) (0xf0 | point >> 18);
        out[at++] = (byte) (0x80 | point >> 12 & 0x3f);
      }
      out[at++] = (byte) (0x80 | point >> 6 & 0x3f);
    }
    out[at++] = (byte) (0x80 | point & 0x3f);
    return at;
  }

  private void reserve(int more) {
    if (buffer.length - length < more) {
      long size = Math.max((long) length + more, Math.min(MAX_BUFFER, buffer.length * 3L / 2));
      if (size > MAX_BUFFER) {
        throw new IllegalArgumentException("a text of more than 2 GiB is too long to be hashed");
      }
      buffer = Arrays.copyOf(buffer, (int) size);
    }
  }
}
