package io.millrace.trainer.tokenizer;

/** Converts text to token ids and back. Implementations are thread-safe. */
public interface TextTokenizer {

  /** Number of ids, special ones included; ids are 0 to this minus 1. */
  int vocabulary();

  /** Ids of a text. Names of special tokens in the text are plain text. */
  int[] encode(String text);

  /** The text of ids; special tokens appear as their names. */
  String decode(int[] ids);

  /** Id that ends a document. */
  int endOfText();

  /** Id of a special token by its name, for example {@code <fim_prefix>}; -1 when there is none. */
  int special(String name);

  /** SHA-256 of the tokenizer.json in hex; checkpoints store it. */
  String sha256();
}
