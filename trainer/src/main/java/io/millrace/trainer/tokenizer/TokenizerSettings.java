package io.millrace.trainer.tokenizer;

import io.millrace.api.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Settings of the training of a tokenizer. */
public record TokenizerSettings(
    @Setting(value = "Number of tokens, single bytes and special ones included.", min = 261)
        int vocabulary,
    @Setting("How texts are cut into words that no token crosses.") SplitPattern pattern,
    @Setting(value = "Times that a pair must be seen to become a token.", min = 1)
        long minFrequency,
    @Setting(value = "Longest token in bytes.", min = 2, max = 65536) int maxTokenBytes,
    @Setting(
            "Special tokens to have besides <|endoftext|>, <fim_prefix>, <fim_suffix>, <fim_middle> and <fim_pad>.")
        List<String> special,
    @Setting(
            value =
                "Different words to count; where there are more, the rarest are forgotten on the way.",
            min = 1024,
            max = 100_000_000)
        int maxWords) {

  /** Special tokens of every tokenizer that millrace trains. */
  public static final List<String> SPECIAL =
      List.of("<|endoftext|>", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<fim_pad>");

  private static final int MAX = 1 << 20;

  public TokenizerSettings {
    special = List.copyOf(special);
    int least = 256 + SPECIAL.size() + special.size();
    if (vocabulary < least || vocabulary > MAX) {
      throw new IllegalArgumentException(
          "vocabulary is " + vocabulary + "; it must be between " + least + " and " + MAX);
    }
    List<String> all = new ArrayList<>(SPECIAL);
    all.addAll(special);
    if (new TreeSet<>(all).size() != all.size() || special.contains("")) {
      throw new IllegalArgumentException("special has an empty or duplicate token");
    }
    if (minFrequency < 1 || maxTokenBytes < 2 || maxWords < 1024) {
      throw new IllegalArgumentException(
          "min_frequency, max_token_bytes and max_words must be at least 1, 2 and 1024");
    }
  }

  public static TokenizerSettings defaults() {
    return new TokenizerSettings(32768, SplitPattern.WITH_MARKS, 2, 64, List.of(), 4_000_000);
  }

  public TokenizerSettings withVocabulary(int tokens) {
    return new TokenizerSettings(tokens, pattern, minFrequency, maxTokenBytes, special, maxWords);
  }

  /** All special tokens in the order of their ids. */
  List<String> allSpecial() {
    List<String> all = new ArrayList<>(SPECIAL);
    all.addAll(special);
    return all;
  }
}
