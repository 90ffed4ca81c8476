package io.millrace.dedup;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import io.millrace.corpus.Hash128;
import java.util.Arrays;
import java.util.Optional;

/**
 * Hash of the normalised text, equal for texts that differ only in form: Unicode normal form C,
 * simple case folding, each run of white space and control characters as one space, no space at the
 * ends. Punctuation and digits stay, because they change the meaning.
 *
 * <p>Reuses its memory and is not thread-safe. A text already in form C, as nearly all are, is not
 * copied to another string.
 */
public final class TextKey {

  private static final int KEPT_BUFFER = 1 << 20;
  private static final int MAX_BUFFER = Integer.MAX_VALUE - 8;
  private static final int MAX_UTF8 = 4;
  private static final int REPLACEMENT = 0xfffd;

  private final boolean foldCase;
  private final Normalizer2 composed = Normalizer2.getNFCInstance();
  private byte[] buffer = new byte[1 << 12];
  private int length;

  public TextKey(ExactDedupSettings settings) {
    this.foldCase = settings.foldCase();
  }

  /** Key of a text; empty when it has no visible character. */
  public Optional<Hash128> of(String text) {
    length = 0;
    int ascii = putAscii(text);
    if (ascii < text.length()) {
      // start again: a combining mark may compose with the last ASCII letter
      length = 0;
      putUnicode(composed.isNormalized(text) ? text : composed.normalize(text));
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

  /** Appends the leading ASCII characters and returns the index of the first other one. */
  private int putAscii(String text) {
    reserve(text.length());
    byte[] out = buffer;
    int at = 0;
    boolean space = true;
    int i = 0;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        break;
      }
      if (c <= ' ' || c == 127) {
        if (!space) {
          out[at++] = ' ';
          space = true;
        }
      } else {
        out[at++] = (byte) (foldCase && c >= 'A' && c <= 'Z' ? c + 32 : c);
        space = false;
      }
    }
    length = at;
    return i;
  }

  private void putUnicode(String text) {
    reserve(text.length());
    boolean space = true;
    for (int i = 0; i < text.length(); ) {
      if (buffer.length - length < MAX_UTF8) {
        buffer = Arrays.copyOf(buffer, grown());
      }
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (isSpace(point)) {
        if (!space) {
          buffer[length++] = ' ';
          space = true;
        }
      } else {
        putUtf8(foldCase ? fold(point) : point);
        space = false;
      }
    }
  }

  private static int fold(int point) {
    if (point < 128) {
      return point >= 'A' && point <= 'Z' ? point + 32 : point;
    }
    return UCharacter.foldCase(point, UCharacter.FOLD_CASE_DEFAULT);
  }

  /** White space, control characters, and the two zero-width spaces. */
  private static boolean isSpace(int point) {
    if (point < 0xa1) {
      return point <= ' ' || point >= 127;
    }
    return point >= 0x1680
        && (point == 0x200b || point == 0xfeff || UCharacter.isUWhiteSpace(point));
  }

  private void putUtf8(int any) {
    int point =
        any >= Character.MIN_SURROGATE && any <= Character.MAX_SURROGATE ? REPLACEMENT : any;
    if (point < 0x80) {
      buffer[length++] = (byte) point;
      return;
    }
    if (point < 0x800) {
      buffer[length++] = (byte) (0xc0 | point >> 6);
    } else {
      if (point < 0x10000) {
        buffer[length++] = (byte) (0xe0 | point >> 12);
      } else {
        buffer[length++] = (byte) (0xf0 | point >> 18);
        buffer[length++] = (byte) (0x80 | point >> 12 & 0x3f);
      }
      buffer[length++] = (byte) (0x80 | point >> 6 & 0x3f);
    }
    buffer[length++] = (byte) (0x80 | point & 0x3f);
  }

  /**
   * Makes room for ASCII; other texts grow the buffer later, as most need far less than 3 bytes.
   */
  private void reserve(int bytes) {
    if (buffer.length < bytes) {
      buffer = new byte[bytes];
    }
  }

  private int grown() {
    if (buffer.length == MAX_BUFFER) {
      throw new IllegalArgumentException("a text of more than 2 GiB is too long to be hashed");
    }
    return (int) Math.min(MAX_BUFFER, buffer.length * 3L / 2);
  }
}
