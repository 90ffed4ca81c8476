package io.millrace.rephrase.local;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import io.millrace.rephrase.generate.GenerationParameters;
import java.nio.file.Path;

/**
 * A loaded model. Everything but temperature, top-p, seed, limit and stops is off, so that sampling
 * is what the request says, among the likeliest thousand tokens; nothing is kept from one request
 * to the next. Log probabilities are never asked for: that ends the process.
 */
final class Llama {

  /**
   * Tokens to sample from. Sorting a whole vocabulary of 262,144 for each token halves the speed;
   * what is beyond the likeliest thousand has next to no probability.
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

  WorkerAnswer count(WorkerRequest request) {
    int tokens = model.encode(request.text()).length;
    return new WorkerAnswer(request.id(), "", "", false, true, tokens, 0);
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
    // The library does not say how many tokens it generated. Encoding may give others.
    int answered = model.encode(text.toString()).length;
    boolean cut = answered >= sampling.maxTokens();
    return new WorkerAnswer(request.id(), "", text.toString(), cut, false, encoded, answered);
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

  /** Not negative, as -1 asks for a random one. */
  private static int seed(long seed) {
    return (int) (seed ^ seed >>> 32) & Integer.MAX_VALUE;
  }
}
