package io.millrace.rephrase.chunk;

import io.millrace.api.Setting;

/** Settings of {@link Chunker}. */
public record ChunkSettings(
    @Setting(value = "Most tokens of a passage.", min = 16, max = 131_072) int maxTokens,
    @Setting(
            value = "A last passage of fewer tokens is a remnant; at most half of max_tokens.",
            min = 0)
        int minTokens,
    @Setting(
            "What becomes of a remnant: merge evens it out with the passage before, drop leaves it"
                + " out of the rephrased text.")
        Remnant remnant,
    @Setting(
            "Whether headings, the lines that introduce a list, and the heads of tables move on to"
                + " the passage of what they introduce.")
        boolean keepHeadings) {

  /** What to do with a last passage that is too short. */
  public enum Remnant {
    MERGE,
    DROP
  }

  public ChunkSettings {
    if (maxTokens < 16) {
      throw new IllegalArgumentException("max_tokens is " + maxTokens + ", must be at least 16");
    }
    if (minTokens < 0 || minTokens > maxTokens / 2) {
      throw new IllegalArgumentException(
          "min_tokens is " + minTokens + ", must be in 0 to half of max_tokens " + maxTokens);
    }
  }

  /** 350 and 50 tokens, as in Pieler et al. 2024. */
  public static ChunkSettings defaults() {
    return new ChunkSettings(350, 50, Remnant.MERGE, true);
  }
}
