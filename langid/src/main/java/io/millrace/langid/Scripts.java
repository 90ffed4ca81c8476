package io.millrace.langid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.stream.IntStream;

/**
 * Distribution of a text's letters over the scripts of ISO 15924. A letter is a code point with
 * Unicode's property Alphabetic whose script is not Common, Inherited or Unknown; digits,
 * punctuation and symbols are not letters.
 *
 * @param letters number of letters
 * @param dominant code of the most frequent script, for example {@code Latn}; of equally frequent
 *     scripts the first in ICU's numbering; "" without letters
 * @param share the dominant script's share of the letters, 0..1; 0 without letters
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
    int current = 0; // mostly the script stays the same from letter to letter
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

  /** Number of a letter's script in ICU, {@link #NONE} for other characters. */
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
