package io.millrace.rephrase.prompt;

import io.millrace.api.Setting;

/** Limits of a style, in tokens. */
public record StyleLimits(
    @Setting(value = "Most tokens of a passage.", min = 1, max = MOST) int inputTokens,
    @Setting(value = "Most tokens of an answer, which the request asks for.", min = 1, max = MOST)
        int outputTokens,
    @Setting(value = "A document with fewer is left as it is.", min = 0, max = MOST)
        int documentMin,
    @Setting(value = "A passage with fewer is left as it is.", min = 0, max = MOST) int passageMin,
    @Setting(value = "An answer with fewer is not used.", min = 0, max = MOST) int keptMin,
    @Setting(
            value =
                "An answer with more is not used, because it was cut; without it, two less than"
                    + " output_tokens.",
            min = 1,
            max = MOST)
        int keptMax,
    @Setting(
            value = "A document whose answers have fewer together is not used.",
            min = 0,
            max = MOST)
        int joinedMin) {

  private static final int MOST = 1 << 20;

  public static StyleLimits defaults() {
    return new StyleLimits(350, 600, 0, 10, 1, 598, 0);
  }

  /** A copy with the default {@link #keptMax} for its {@link #outputTokens}. */
  StyleLimits withUsualKeptMax() {
    return new StyleLimits(
        inputTokens,
        outputTokens,
        documentMin,
        passageMin,
        keptMin,
        Math.max(1, outputTokens - 2),
        joinedMin);
  }
}
