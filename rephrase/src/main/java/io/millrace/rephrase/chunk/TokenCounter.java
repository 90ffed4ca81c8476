package io.millrace.rephrase.chunk;

import java.io.IOException;
import java.nio.file.Path;

/** Counts the tokens a model would see. Safe for use by several threads. */
public interface TokenCounter extends AutoCloseable {

  /**
   * By a file's tokeniser, or an estimate.
   *
   * @param tokenizer a {@code tokenizer.json}; empty for an estimate
   * @throws IOException if the file cannot be read or is none
   */
  static TokenCounter of(String tokenizer) throws IOException {
    return tokenizer.isEmpty() ? EstimatedTokens.any() : HuggingFaceTokens.read(Path.of(tokenizer));
  }

  /**
   * Tokens of a part of a text, special tokens not counted.
   *
   * @param start UTF-16 index, inclusive
   * @param end UTF-16 index, exclusive
   * @return 0 for an empty part, else 1 or more
   */
  int count(CharSequence text, int start, int end);

  /** Tokens of a whole text. */
  default int count(CharSequence text) {
    return count(text, 0, text.length());
  }

  /**
   * The same way of counting, with figures for one language where it has some.
   *
   * @param language ISO 639 code, or ""
   */
  default TokenCounter forLanguage(String language) {
    return this;
  }

  /** Names the way of counting in manifests and reports. */
  String name();

  /** Does nothing where there is nothing to give back. */
  @Override
  default void close() {}
}
