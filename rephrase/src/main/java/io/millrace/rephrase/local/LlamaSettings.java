package io.millrace.rephrase.local;

import io.millrace.api.Setting;

/**
 * Settings of models on this machine. All processes share the memory of the model file; each has
 * its own cache for the context.
 */
public record LlamaSettings(
    @Setting(value = "Processes, each with one request at a time.", min = 1, max = 256)
        int processes,
    @Setting(value = "Threads of a process.", min = 1, max = 256) int threads,
    @Setting(
            value = "Tokens of prompt and answer together that a request may have.",
            min = 64,
            max = 1_048_576)
        int contextTokens,
    @Setting(value = "Seconds in which a process must have loaded the model.", min = 1)
        int startSeconds,
    @Setting(value = "Seconds in which an answer must be complete.", min = 1) int answerSeconds) {

  public static LlamaSettings defaults() {
    return new LlamaSettings(2, 1, 4096, 120, 300);
  }
}
