package io.millrace.langid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.stream.IntStream;

/**
 * How the letters of a text are spread over the scripts of ISO 15924. Only code points with
 * Unicode's property Alphabetic count, and only those of a script of their own: digits,
 * punctuation, symbols and the scripts Common, Inherited and Unknown are passed over, so a table of
 * numbers has no letters at all.
 *
 * @param letters number of letters
 * @param dominant code of the most frequent script, for example {@code Latn}; "" without letters.
 *     Of equally frequent ones the first in Unicode's list
 * @param share the dominant script's part of the letters, 0..1; 0 without letters
 */
public record Scripts(long letters, String dominant, double share) {
  private static final int NONE = UCharacter.getIntPropertyMaxValue(UProperty.SCRIPT) + 1;
  private static final short[] OF_BMP = tableOfBmp();
  private static final String[] NAMES =
      IntStream.range(0, NONE).mapToObj(UScript::getShortName).toArray(String[]::new);

  /** Counts the letters of a text. */
  public static Scripts of(String text) {
    int[] counts = new int[NONE + 1];
    int length = text.length();
    int current = 0; // letters of one script come in runs
    int run = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      int script = OF_BMP[c];
      if (Character.isHighSurrogate(c)) {
        script = scriptOf(text.codePointAt(i));
      }
      if (script == current) {
        run++;
      } else {
        counts[current] += run;
        current = script;
        run = 1;
      }
    }
    counts[current] += run;
    return of(counts);
  }

  private static Scripts of(int[] counts) {
    long letters = 0;
    int most = 0;
    for (int script = 0; script < NONE; script++) {
      letters += counts[script];
      if (counts[script] > counts[most]) {
        most = script;
      }
    }
    return letters == 0
        ? new Scripts(0, "", 0)
        : new Scripts(letters, NAMES[most], (double) counts[most] / letters);
  }

  /** Script of a letter as ICU's number, {@link #NONE} for all else. */
  private static int scriptOf(int codePoint) {
    if (!UCharacter.isUAlphabetic(codePoint)) {
      return NONE;
    }
    int script = UScript.getScript(codePoint);
    return switch (script) {
      case UScript.COMMON, UScript.INHERITED, UScript.UNKNOWN -> NONE;
      default -> script;
    };
  }

  private static short[] tableOfBmp() {
    short[] table = new short[1 << Character.SIZE];
    for (int c = 0; c < table.length; c++) {
      table[c] = (short) scriptOf(c);
    }
    return table;
  }
}
