package io.millrace.trainer.tokenizer;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;

/**
 * What the patterns of tokenizers ask of a code point: {@code \p{L}}, {@code \p{M}}, {@code \p{N}},
 * {@code \s}, or none of them. As Unicode 16 has it, like the regular expressions of Hugging Face's
 * tokenizers 0.23 (Oniguruma): code points that came later are none, whatever this machine knows.
 */
final class CharacterClasses {

  static final byte OTHER = 0;
  static final byte LETTER = 1;
  static final byte NUMBER = 2;

  /** White space that ends no line. */
  static final byte SPACE = 3;

  /** Carriage return and line feed. */
  static final byte NEWLINE = 4;

  private static final int UNICODE = 16;

  /** Where marks are letters; by code point. */
  private static final byte[] WITH_MARKS = table(true);

  /** Where marks are like punctuation; by code point. */
  private static final byte[] WITHOUT_MARKS = table(false);

  private CharacterClasses() {}

  /** The class of every code point. Not to be changed. */
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
