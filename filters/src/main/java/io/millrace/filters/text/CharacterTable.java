package io.millrace.filters.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.LineBreak;
import com.ibm.icu.lang.UCharacter.WordBreak;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.Arrays;

/**
 * Properties of a character for the analyser, from ICU, in one int: the folded character (bits
 * 0..20), the word-break class (bits 21..25) and flags (bits 26..31).
 */
final class CharacterTable {

  /** Mask of the folded character: lower case of a letter, digit or mark, else 0. */
  static final int FOLDED = 0x1FFFFF;

  static final int CLASS_SHIFT = 21;
  static final int CLASS_MASK = 31;

  static final int LETTER = 1 << 26;
  static final int DIGIT = 1 << 27;
  static final int PICTOGRAPHIC = 1 << 28;
  static final int TERMINAL = 1 << 29;
  static final int WHITE_SPACE = 1 << 30;
  static final int QUOTATION = 1 << 31;

  // Classes that join each other into a word (UAX #29 WB5, WB8..WB10, WB13a, WB13b).
  static final int LETTERS = 1;
  static final int HEBREW = 2;
  static final int NUMERIC = 3;
  static final int UNDERSCORE = 4;
  static final int LAST_JOINING = UNDERSCORE;

  // Classes that continue a word or not, depending on their neighbours.
  static final int EXTEND = 5;
  static final int ZWJ = 6;
  static final int SINGLE_QUOTE = 7;
  static final int DOUBLE_QUOTE = 8;
  static final int MID_NUM_LET = 9;
  static final int MID_LETTER = 10;
  static final int MID_NUM = 11;
  static final int SURROGATE = 12;
  static final int PICTURE = 13;
  static final int LAST_SOFT = PICTURE;

  // Classes that end a word.
  static final int SPACE = 14;
  static final int OTHER = 15;
  static final int LINE_BREAK = 16;
  static final int DICTIONARY = 17;

  /** Properties of the characters up to U+FFFF; surrogates have only their class. */
  static final int[] BMP = new int[0x10000];

  private static final int[] PLANE_1 = new int[0x10000];
  private static final int[] CLASS_OF_WORD_BREAK = classOfWordBreak();

  static {
    for (int i = 0; i < 0x10000; i++) {
      boolean surrogate = Character.isSurrogate((char) i);
      BMP[i] = surrogate ? SURROGATE << CLASS_SHIFT : compute(i);
      PLANE_1[i] = compute(0x10000 + i);
    }
  }

  private CharacterTable() {}

  static int properties(int codePoint) {
    if (codePoint < 0x10000) {
      return BMP[codePoint];
    }
    return codePoint < 0x20000 ? PLANE_1[codePoint - 0x10000] : compute(codePoint);
  }

  static int classOf(int properties) {
    return properties >>> CLASS_SHIFT & CLASS_MASK;
  }

  private static int compute(int codePoint) {
    int type = 1 << UCharacter.getType(codePoint);
    int flags = 0;
    flags |= (type & LETTER_TYPES) != 0 ? LETTER : 0;
    flags |= (type & 1 << UCharacterCategory.DECIMAL_DIGIT_NUMBER) != 0 ? DIGIT : 0;
    flags |= has(codePoint, UProperty.EXTENDED_PICTOGRAPHIC) ? PICTOGRAPHIC : 0;
    flags |= has(codePoint, UProperty.S_TERM) ? TERMINAL : 0;
    flags |= has(codePoint, UProperty.WHITE_SPACE) ? WHITE_SPACE : 0;
    flags |= has(codePoint, UProperty.QUOTATION_MARK) ? QUOTATION : 0;
    int folded = (type & (LETTER_TYPES | MARK_AND_DIGIT_TYPES)) != 0 ? fold(codePoint) : 0;
    return flags | wordClass(codePoint, flags) << CLASS_SHIFT | folded;
  }

  private static final int LETTER_TYPES =
      1 << UCharacterCategory.UPPERCASE_LETTER
          | 1 << UCharacterCategory.LOWERCASE_LETTER
          | 1 << UCharacterCategory.TITLECASE_LETTER
          | 1 << UCharacterCategory.MODIFIER_LETTER
          | 1 << UCharacterCategory.OTHER_LETTER
          | 1 << UCharacterCategory.LETTER_NUMBER;

  private static final int MARK_AND_DIGIT_TYPES =
      1 << UCharacterCategory.NON_SPACING_MARK
          | 1 << UCharacterCategory.ENCLOSING_MARK
          | 1 << UCharacterCategory.COMBINING_SPACING_MARK
          | 1 << UCharacterCategory.DECIMAL_DIGIT_NUMBER;

  // lower case first: U+0130 folds to itself, but its lower case is i
  private static int fold(int codePoint) {
    return UCharacter.foldCase(UCharacter.toLowerCase(codePoint), UCharacter.FOLD_CASE_DEFAULT);
  }

  private static boolean has(int codePoint, int property) {
    return UCharacter.hasBinaryProperty(codePoint, property);
  }

  private static int wordClass(int codePoint, int flags) {
    if (codePoint >= 0x1C && codePoint <= 0x1E) {
      return LINE_BREAK; // a line break in Python, a control character in UAX #29
    }
    int wordBreak = UCharacter.getIntPropertyValue(codePoint, UProperty.WORD_BREAK);
    boolean mark = wordBreak == WordBreak.EXTEND || wordBreak == WordBreak.FORMAT;
    // two marks are letters: the halfwidth sound marks of Katakana
    if (mark ? (flags & LETTER) != 0 : isDictionary(codePoint)) {
      return DICTIONARY;
    }
    int own = CLASS_OF_WORD_BREAK[wordBreak];
    return own == OTHER && (flags & PICTOGRAPHIC) != 0 ? PICTURE : own;
  }

  private static boolean isDictionary(int codePoint) {
    switch (UScript.getScript(codePoint)) {
      case UScript.HAN:
      case UScript.HIRAGANA:
      case UScript.KATAKANA:
        return true;
      default:
        return UCharacter.getIntPropertyValue(codePoint, UProperty.WORD_BREAK) == WordBreak.KATAKANA
            || UCharacter.getIntPropertyValue(codePoint, UProperty.LINE_BREAK)
                == LineBreak.COMPLEX_CONTEXT;
    }
  }

  private static int[] classOfWordBreak() {
    int[] classes = new int[UCharacter.getIntPropertyMaxValue(UProperty.WORD_BREAK) + 1];
    Arrays.fill(classes, OTHER);
    classes[WordBreak.ALETTER] = LETTERS;
    classes[WordBreak.HEBREW_LETTER] = HEBREW;
    classes[WordBreak.NUMERIC] = NUMERIC;
    classes[WordBreak.EXTENDNUMLET] = UNDERSCORE;
    classes[WordBreak.EXTEND] = EXTEND;
    classes[WordBreak.FORMAT] = EXTEND;
    classes[WordBreak.ZWJ] = ZWJ;
    classes[WordBreak.SINGLE_QUOTE] = SINGLE_QUOTE;
    classes[WordBreak.DOUBLE_QUOTE] = DOUBLE_QUOTE;
    classes[WordBreak.MIDNUMLET] = MID_NUM_LET;
    classes[WordBreak.MIDLETTER] = MID_LETTER;
    classes[WordBreak.MIDNUM] = MID_NUM;
    classes[WordBreak.WSEGSPACE] = SPACE;
    classes[WordBreak.CR] = LINE_BREAK;
    classes[WordBreak.LF] = LINE_BREAK;
    classes[WordBreak.NEWLINE] = LINE_BREAK;
    return classes;
  }
}
