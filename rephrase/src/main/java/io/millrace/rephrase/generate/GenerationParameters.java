package io.millrace.rephrase.generate;

import java.util.List;

/**
 * Sampling parameters. They are part of the cache key, because each one changes completions.
 *
 * @param temperature 0 (greedy) to 2
 * @param topP share of probability that is sampled from, above 0, at most 1
 * @param maxTokens most tokens of a completion, 1 or more
 * @param seed for servers that support it
 * @param stop texts that end a completion; empty for none
 */
public record GenerationParameters(
    double temperature, double topP, int maxTokens, long seed, List<String> stop) {

  public GenerationParameters {
    if (!(temperature >= 0 && temperature <= 2)) {
      throw new IllegalArgumentException("temperature is " + temperature + ", must be in 0..2");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top_p is " + topP + ", must be above 0 and at most 1");
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException("max_tokens is " + maxTokens + ", must be at least 1");
    }
    stop = List.copyOf(stop);
  }
}
