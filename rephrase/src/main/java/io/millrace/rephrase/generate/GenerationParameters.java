package io.millrace.rephrase.generate;

import java.util.List;

/**
 * How a model chooses its words. Part of the cache key: every component changes completions.
 *
 * @param temperature 0 (greedy) to 2
 * @param topP share of probability that is sampled from, above 0, at most 1
 * @param maxTokens most tokens that a completion may have, 1 or more
 * @param seed passed to servers that know one
 * @param stop texts that end a completion; empty for none
 */
public record GenerationParameters(
    double temperature, double topP, int maxTokens, long seed, List<String> stop) {

  public GenerationParameters {
    if (!(temperature >= 0 && temperature <= 2)) {
      throw new IllegalArgumentException("temperature is " + temperature + ", not within 0 and 2");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top_p is " + topP + ", not above 0 and at most 1");
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException("max_tokens is " + maxTokens + ", less than 1");
    }
    stop = List.copyOf(stop);
  }
}
