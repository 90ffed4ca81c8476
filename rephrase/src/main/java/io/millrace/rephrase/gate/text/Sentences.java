package io.millrace.rephrase.gate.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.Arrays;

/**
 * The sentences and lines of a text, as ranges of its tokens. A full stop after an initial or a
 * short capitalised word (Dr., St., Nr.) does not end a sentence. The rules are simple: two joined
 * sentences only make a comparison less sharp.
 */
public final class Sentences {

  private static final int LONGEST_TITLE = 3;

  private int size;
  private int[] ends = new int[8];

  private Sentences() {}

  public static Sentences of(Tokens tokens) {
    Sentences sentences = new Sentences();
    for (int i = 0; i < tokens.size(); i++) {
      if (i + 1 == tokens.size() || endsAfter(tokens, i)) {
        if (sentences.size == sentences.ends.length) {
          sentences.ends = Arrays.copyOf(sentences.ends, 2 * sentences.size);
        }
        sentences.ends[sentences.size++] = i + 1;
      }
    }
    return sentences;
  }

  public int size() {
    return size;
  }

  /** First token. */
  public int from(int sentence) {
    return sentence == 0 ? 0 : ends[sentence - 1];
  }

  /** Token after the last. */
  public int to(int sentence) {
    return ends[sentence];
  }

  private static boolean endsAfter(Tokens tokens, int i) {
    String text = tokens.text();
    int next = tokens.start(i + 1);
    boolean terminal = false;
    boolean space = false;
    for (int at = tokens.end(i); at < next; at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        return true;
      }
      terminal |= UCharacter.hasBinaryProperty(c, UProperty.S_TERM);
      space |= terminal && Character.isWhitespace(c);
    }
    int first = text.codePointAt(next);
    boolean starts = space && !Character.isLowerCase(first) || terminal && Tokens.isUnspaced(first);
    return starts && !isTitle(tokens, i);
  }

  private static boolean isTitle(Tokens tokens, int i) {
    int length = tokens.end(i) - tokens.start(i);
    int first = tokens.text().codePointAt(tokens.start(i));
    boolean initial = length == 1 && Character.isLetter(first) && !Tokens.isUnspaced(first);
    return initial
        || length <= LONGEST_TITLE
            && Character.isUpperCase(first)
            && !Character.isUpperCase(tokens.text().codePointBefore(tokens.end(i)))
            && tokens.text().charAt(tokens.end(i)) == '.';
  }
}
