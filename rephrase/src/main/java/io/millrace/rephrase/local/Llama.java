package io.millrace.rephrase.local;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import io.millrace.rephrase.generate.GenerationParameters;
import java.nio.file.Path;

/**
 * A loaded model. Sampling uses only temperature, top-p, seed, limit and stops of the request,
 * among the thousand likeliest tokens. No state remains between requests. Log probabilities are
 * never requested: that ends the process.
 */
final class Llama {

  /**
   * Number of likeliest tokens to sample from; the others have almost no probability. Sorting a
   * whole vocabulary of 262,144 for each token halves the speed.
   */
  private static final int MOST_CANDIDATES = 1_000;

  private final LlamaModel model;
  private final ChatPrompt prompts;
  private final int contextTokens;

  private Llama(LlamaModel model, ChatPrompt prompts, int contextTokens) {
    this.model = model;
    this.prompts = prompts;
    this.contextTokens = contextTokens;
  }

  static Llama load(Path file, int contextTokens, int threads) {
    LlamaModel model =
        new LlamaModel(
            new ModelParameters()
                .setModel(file.toString())
                .setCtxSize(contextTokens)
                .setParallel(1)
                .setThreads(threads)
                .setThreadsBatch(threads)
                .setGpuLayers(0));
    return new Llama(model, ChatPrompt.of(model, file), contextTokens);
  }

  WorkerAnswer generate(WorkerRequest request) {
    GenerationParameters sampling = request.sampling();
    String prompt = prompts.of(request.messages());
    int encoded = model.encode(prompt).length;
    if (encoded + 1L + sampling.maxTokens() > contextTokens) {
      return WorkerAnswer.error(
          request.id(),
          "the prompt has "
              + encoded
              + " tokens and the answer may have "
              + sampling.maxTokens()
              + ", more than the context's "
              + contextTokens);
    }
    StringBuilder text = new StringBuilder();
    for (LlamaOutput output : model.generate(parameters(prompt, request))) {
      text.append(output.text);
    }
    // the library does not report the generated tokens, and encoding may give a different number
    int answered = model.encode(text.toString()).length;
    boolean cut = answered >= sampling.maxTokens();
    return new WorkerAnswer(request.id(), "", text.toString(), cut, encoded, answered);
  }

  private static InferenceParameters parameters(String prompt, WorkerRequest request) {
    GenerationParameters sampling = request.sampling();
    return new InferenceParameters(prompt)
        .setCachePrompt(false)
        .setNPredict(sampling.maxTokens())
        .setTemperature((float) sampling.temperature())
        .setTopP((float) sampling.topP())
        .setTopK(sampling.temperature() == 0 ? 1 : MOST_CANDIDATES)
        .setMinP(0)
        .setRepeatPenalty(1)
        .setSeed(seed(sampling.seed()))
        .setStopStrings(sampling.stop().toArray(new String[0]));
  }

  /** Non-negative, because -1 means a random seed. */
  private static int seed(long seed) {
    return (int) (seed ^ seed >>> 32) & Integer.MAX_VALUE;
  }
}
