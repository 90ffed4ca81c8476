package io.millrace.trainer.tokenizer;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;

/**
 * Classes of code points in the patterns of tokenizers: {@code \p{L}}, {@code \p{M}}, {@code
 * \p{N}}, {@code \s}, or none. They are those of Unicode 16, as in Hugging Face's tokenizers 0.23
 * (Oniguruma); later code points have no class, whatever Unicode version this machine has.
 */
final class CharacterClasses {

  static final byte OTHER = 0;
  static final byte LETTER = 1;
  static final byte NUMBER = 2;

  /** White space except carriage return and line feed. */
  static final byte SPACE = 3;

  /** Carriage return and line feed. */
  static final byte NEWLINE = 4;

  private static final int UNICODE = 16;

  /** Classes by code point; combining marks are letters. */
  private static final byte[] WITH_MARKS = table(true);

  /** Classes by code point; combining marks are like punctuation. */
  private static final byte[] WITHOUT_MARKS = table(false);

  private CharacterClasses() {}

  /** The class of every code point. Callers must not change the array. */
  static byte[] of(boolean marksAreLetters) {
    return marksAreLetters ? WITH_MARKS : WITHOUT_MARKS;
  }

  private static byte[] table(boolean marksAreLetters) {
    byte[] table = new byte[Character.MAX_CODE_POINT + 1];
    for (int point = 0; point < table.length; point++) {
      if (UCharacter.getAge(point).getMajor() <= UNICODE) {
        table[point] = classOf(point, marksAreLetters);
      }
    }
    return table;
  }

  private static byte classOf(int point, boolean marksAreLetters) {
    if (point == '\r' || point == '\n') {
      return NEWLINE;
    }
    if (UCharacter.isUWhiteSpace(point)) {
      return SPACE;
    }
    return switch (UCharacter.getType(point)) {
      case ECharacterCategory.UPPERCASE_LETTER,
          ECharacterCategory.LOWERCASE_LETTER,
          ECharacterCategory.TITLECASE_LETTER,
          ECharacterCategory.MODIFIER_LETTER,
          ECharacterCategory.OTHER_LETTER ->
          LETTER;
      case ECharacterCategory.DECIMAL_DIGIT_NUMBER,
          ECharacterCategory.LETTER_NUMBER,
          ECharacterCategory.OTHER_NUMBER ->
          NUMBER;
      case ECharacterCategory.NON_SPACING_MARK,
          ECharacterCategory.ENCLOSING_MARK,
          ECharacterCategory.COMBINING_SPACING_MARK ->
          marksAreLetters ? LETTER : OTHER;
      default -> OTHER;
    };
  }
}
