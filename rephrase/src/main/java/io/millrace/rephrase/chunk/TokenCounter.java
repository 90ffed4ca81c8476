package io.millrace.rephrase.chunk;

import java.io.IOException;
import java.nio.file.Path;

/** Counts the tokens of texts as a model sees them. Thread-safe. */
public interface TokenCounter extends AutoCloseable {

  /**
   * Creates a counter.
   *
   * @param tokenizer a {@code tokenizer.json}; empty for an estimate
   * @throws IOException if the file cannot be read or is invalid
   */
  static TokenCounter of(String tokenizer) throws IOException {
    return tokenizer.isEmpty() ? EstimatedTokens.any() : HuggingFaceTokens.read(Path.of(tokenizer));
  }

  /**
   * Tokens of a part of a text, without special tokens.
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
   * The counter for a language, when it has special figures for it; else this one.
   *
   * @param language ISO 639 code, or ""
   */
  default TokenCounter forLanguage(String language) {
    return this;
  }

  /** Name of the counter in manifests and reports. */
  String name();

  @Override
  default void close() {}
}
