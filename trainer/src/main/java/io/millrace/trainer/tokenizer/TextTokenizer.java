package io.millrace.trainer.tokenizer;

/** Text to token ids and back. Implementations may be used by several threads at once. */
public interface TextTokenizer {

  /** Number of ids, special ones included; ids are 0 to this minus 1. */
  int vocabulary();

  /** Ids of a text, without special tokens: what looks like one in the text is plain text. */
  int[] encode(String text);

  /** The text of ids; special tokens appear as their names. */
  String decode(int[] ids);

  /** Id that ends a document. */
  int endOfText();

  /** Id of a special token by its name, for example {@code <fim_prefix>}; -1 when there is none. */
  int special(String name);

  /** SHA-256 of the tokenizer.json, in hex: a checkpoint names the tokenizer it fits. */
  String sha256();
}
