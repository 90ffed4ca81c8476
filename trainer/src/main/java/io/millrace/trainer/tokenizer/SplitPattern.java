package io.millrace.trainer.tokenizer;

/**
 * Patterns that split a text into words before byte pairs are merged; no token crosses words. Each
 * is a regular expression of other tokenizers; {@link WordScanner} implements them without one.
 */
public enum SplitPattern {
  /**
   * Qwen 3.5: combining marks belong to words, so that Indic, Arabic and Thai words stay whole;
   * single digits.
   */
  WITH_MARKS(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}"
          + "| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
      true,
      1),
  /** Qwen 2 and, in another notation, Stable LM 2: single digits. */
  STABLE_LM_2(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
      false,
      1),
  /** Llama 3: digits in groups of three from the left. */
  LLAMA_3(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
      false,
      3),
  /** GPT-2; built into the byte-level step of Hugging Face's tokenizers. */
  GPT_2(
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
      false,
      Integer.MAX_VALUE);

  private final String regex;
  private final boolean marksAreLetters;
  private final int digits;

  SplitPattern(String regex, boolean marksAreLetters, int digits) {
    this.regex = regex;
    this.marksAreLetters = marksAreLetters;
    this.digits = digits;
  }

  /** The regular expression, in the syntax of Oniguruma. */
  public String regex() {
    return regex;
  }

  boolean marksAreLetters() {
    return marksAreLetters;
  }

  /** Largest number of digits in a word. */
  int digits() {
    return digits;
  }
}
